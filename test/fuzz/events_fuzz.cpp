// Whatever the JSON: no events, or events that are written and read as the same, and that a state either
// takes or refuses. scripts/fuzz.sh builds and runs it.
#include "core/stored/snapshot.hpp"
#include "core/engine.hpp"
#include "core/log/evolve_seats.hpp"
#include "core/stored/event_json.hpp"
#include "core/stored/state_json.hpp"
#include "core/json/value_json.hpp"
#include "law.hpp"

#include <cstdint>

namespace {

using namespace wf;
using test::require;

// As far as they fit together.
State state_after(const std::vector<Event>& events) {
    State state;
    try {
        for (const Event& event : events) evolve(state, event);
    } catch (const InconsistentLog&) {
    }
    return state;
}

void replay(std::string_view json) {
    std::string problem;
    const auto events = events_from_json(json, problem);
    if (!events) {
        require(!problem.empty(), "events are refused with a reason", json);
        return;
    }
    const std::string written = events_to_json(*events);
    const auto again = events_from_json(written, problem);
    require(again.has_value(), "events are written as JSON that can be read", written);
    require(events_to_json(*again) == written, "events are written the same again", written);

    const State state = state_after(*events);
    const std::string shown = state_to_json(state);
    require(value_from_json(shown).has_value(), "a state is shown as JSON", shown);
    std::optional<State> decoded = decode(encode(state));
    require(decoded.has_value(), "a state is written as bytes that can be read", shown);
    decoded->data = state.data;
    require(state_to_json(*decoded) == shown, "it is read as the same state", shown);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    replay({reinterpret_cast<const char*>(data), size});
    return 0;
}
