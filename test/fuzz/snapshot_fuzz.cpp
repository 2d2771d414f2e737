// Whatever the bytes: no snapshot, or a state that is written and read as the same, its seats within or apart.
// Seats that are apart come before the state. scripts/fuzz.sh builds and runs it.
#include "core/stored/snapshot.hpp"
#include "core/stored/state_json.hpp"
#include "law.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace wf;

void must_stay_within(const State& state) {
    const std::string bytes = encode(state);
    const std::optional<State> again = decode(bytes);
    test::require(again.has_value(), "a state is written as bytes that can be read", bytes);
    test::require(encode(*again) == bytes, "it is written the same again", bytes);
    test::require(state_to_json(*again) == state_to_json(state), "it is read as the same state",
                  state_to_json(state));
}

void must_stay_apart(State state) {
    state.seats_since = 1;
    const StoredState stored = to_store(state, 1, 0);
    std::vector<Seat> spare = state.seats;
    const std::optional<State> again = decode(stored.state, *stored.seats, &spare);
    test::require(again.has_value(), "what is apart is read together", stored.state);
    test::require(to_store(*again, 1, 0).state == stored.state || state.seats.empty(),
                  "the state is written the same again", stored.state);
    test::require(to_store(*again, 1, 0).seats == stored.seats || state.seats.empty(),
                  "the seats are written the same again", *stored.seats);
    test::require(state_to_json(*again) == state_to_json(state), "it is read as the same state",
                  state_to_json(state));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const std::size_t apart = std::min(bytes.find("WF\2"), bytes.starts_with("WS") ? size : 0);
    const std::optional<State> state = decode(bytes.substr(apart), bytes.substr(0, apart));
    if (!state) return 0;
    must_stay_within(*state);
    must_stay_apart(*state);
    return 0;
}
