// Whatever the JSON: findings, or a definition that can be written and read again. scripts/fuzz.sh builds and
// runs it.
#include "round_trip.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    wf::test::require_round_trip({reinterpret_cast<const char*>(data), size});
    return 0;
}
