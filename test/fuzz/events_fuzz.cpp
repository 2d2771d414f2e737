// Whatever the JSON or the bytes: no events, or events that are written and read as the same, in both forms,
// and that a state either takes or refuses. scripts/fuzz.sh builds and runs it.
#include "core/engine.hpp"
#include "core/json/value_json.hpp"
#include "core/log/evolve_seats.hpp"
#include "core/stored/event_bytes.hpp"
#include "core/stored/event_json.hpp"
#include "core/stored/snapshot.hpp"
#include "core/stored/state_json.hpp"
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

void keep_as_bytes(const std::vector<Event>& events, const std::string& shown) {
    std::string problem;
    const std::string bytes = events_to_bytes(events);
    const auto again = events_from_bytes(bytes, problem);
    require(again.has_value(), "events are written as bytes that can be read", shown);
    require(events_to_json(*again) == shown, "they are read as the same events", shown);
    require(events_to_bytes(*again) == bytes, "events are written as the same bytes again", shown);
    const auto without = events_from_bytes(bytes, problem, EventData::LeftOut);
    require(without && without->size() == events.size(), "they can be read without forms", shown);
}

void live_with(const std::vector<Event>& events) {
    const State state = state_after(events);
    const std::string shown = state_to_json(state);
    require(value_from_json(shown).has_value(), "a state is shown as JSON", shown);
    std::optional<State> decoded = decode(encode(state));
    require(decoded.has_value(), "a state is written as bytes that can be read", shown);
    decoded->data = state.data;
    require(state_to_json(*decoded) == shown, "it is read as the same state", shown);
}

void replay_json(std::string_view json) {
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
    keep_as_bytes(*events, written);
    live_with(*events);
}

void replay_bytes(std::string_view bytes) {
    std::string problem;
    const auto events = events_from_bytes(bytes, problem);
    const bool without = events_from_bytes(bytes, problem, EventData::LeftOut).has_value();
    require(events.has_value() == without, "they can be read without forms if they can be read", bytes);
    if (events)
        keep_as_bytes(*events, events_to_json(*events));
    else
        require(!problem.empty(), "events are refused with a reason", bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    replay_json(input);
    replay_bytes(input);
    return 0;
}
