#include "pg/store/stored_events.hpp"

#include "core/log/event_search.hpp"
#include "pg/server/error.hpp"

#include <optional>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::vector<Event> events_of(std::string_view bytes, std::int64_t instance, std::int64_t seq,
                             EventData data) {
    std::string problem;
    std::optional<std::vector<Event>> events = events_from_bytes(bytes, problem, data);
    if (!events)
        throw Error::make(Code::BadLog,
                          "log entry " + std::to_string(seq) + " of instance " + std::to_string(instance) +
                              " cannot be read",
                          problem + ".");
    return std::move(*events);
}

std::optional<std::vector<Event>> events_if_readable(std::string_view bytes, EventData data) {
    std::string problem;
    return events_from_bytes(bytes, problem, data);
}

FormLeft form_left_by(std::string_view bytes) {
    const std::optional<std::vector<Event>> events = events_if_readable(bytes, EventData::Read);
    if (!events) return {};
    const Json* const form = wf::form_left_by(*events);
    return {.is_readable = true, .form = form ? std::optional{*form} : std::nullopt};
}

std::vector<Event> events_of(std::string_view bytes, EventData data) {
    std::string problem;
    std::optional<std::vector<Event>> events = events_from_bytes(bytes, problem, data);
    if (!events) throw Error::make(Code::BadLog, "the events cannot be read", problem + ".");
    return std::move(*events);
}

}  // namespace wf::pg
