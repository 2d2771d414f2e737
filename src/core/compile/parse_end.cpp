#include "core/compile/event.hpp"

#include <iterator>

namespace wf::compiler {
namespace {

constexpr Key result_keys[] = {{"terminate", "boolean"}, {"error", "text"},  {"escalation", "text"},
                               {"message", "text"},      {"signal", "text"}, {"compensation", "compensated"},
                               {"cancel", "boolean"}};
constexpr EventKind results[] = {EventKind::Terminate, EventKind::Error,  EventKind::Escalation,
                                 EventKind::Message,   EventKind::Signal, EventKind::Compensation,
                                 EventKind::Cancel};
static_assert(std::size(result_keys) == std::size(results));

// "terminate": false is the same as none.
bool is_asked_for(const Reader& reader, std::string_view key) {
    const JsonValue* value = reader.find(key);
    return value != nullptr && (!value->is(JsonValue::Type::Boolean) || value->truth);
}

// true: all of the scope; a text: that activity.
std::string parse_compensation(const Reader& reader) {
    const JsonValue* value = reader.find("compensation");
    if (value->is(JsonValue::Type::Boolean)) return {};
    if (value->is(JsonValue::Type::String)) return reader.optional_text("compensation").value_or("");
    reader.report().error(
        "wrong_type", reader.path("compensation"),
        "\"compensation\" must be true or the id of an activity, not " + std::string{a_type(value->type)});
    return {};
}

}  // namespace

std::span<const Key> end_result_keys() { return result_keys; }

EventKind result_of_key(std::size_t place) { return results[place]; }

EventKind end_result(const Reader& reader) {
    for (std::size_t i = 0; i < std::size(results); ++i)
        if (is_asked_for(reader, result_keys[i].name)) return results[i];
    return EventKind::None;
}

NodeEvent parse_end(const Reader& reader, NodeIndex inside, Draft& draft) {
    const EventKind kind = end_result(reader);
    std::string_view chosen;
    for (std::size_t i = 0; i < std::size(results); ++i) {
        if (!is_asked_for(reader, result_keys[i].name)) continue;
        if (results[i] == EventKind::Terminate || results[i] == EventKind::Cancel)
            reader.optional(result_keys[i].name, JsonValue::Type::Boolean);
        if (!chosen.empty())
            reader.report().error(
                "conflicting_keys", reader.path(result_keys[i].name),
                in_quotes(chosen) + " and " + in_quotes(result_keys[i].name) + " exclude each other",
                "An end does one thing; use one end for each.");
        else
            chosen = result_keys[i].name;
    }
    if (kind != EventKind::Compensation) return parse_event(reader, kind, EventRole::Thrown, inside, draft);
    NodeEvent event;
    event.kind = kind;
    event.name = parse_compensation(reader);
    return event;
}

}  // namespace wf::compiler
