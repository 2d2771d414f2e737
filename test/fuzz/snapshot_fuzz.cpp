// Whatever the bytes: no snapshot, or a state that is written and read as the same. scripts/fuzz.sh builds
// and runs it.
#include "core/stored/snapshot.hpp"
#include "core/stored/state_json.hpp"
#include "law.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wf;
    const std::optional<State> state = decode({reinterpret_cast<const char*>(data), size});
    if (!state) return 0;
    const std::string bytes = encode(*state);
    const std::optional<State> again = decode(bytes);
    test::require(again.has_value(), "a state is written as bytes that can be read", bytes);
    test::require(encode(*again) == bytes, "it is written the same again", bytes);
    test::require(state_to_json(*again) == state_to_json(*state), "it is read as the same state",
                  state_to_json(*state));
    return 0;
}
