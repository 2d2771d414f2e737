#include "core/compile/event.hpp"
#include "core/compile/expression.hpp"

namespace wf::compiler {
namespace {

constexpr Key timer_keys[] = {
    {"after", "text"}, {"at", "text"}, {"every", "text"}, {"cron", "text"}, {"calendar", "text"}};
constexpr Key message_keys[] = {required("message", "text"), {"correlation", "text"}};
constexpr Key thrown_message_keys[] = {
    required("message", "text"), {"correlation", "text"}, {"payload", "text"}};
constexpr Key signal_keys[] = {required("signal", "text")};
constexpr Key thrown_signal_keys[] = {required("signal", "text"), {"payload", "text"}};
constexpr Key condition_keys[] = {required("when", "when")};
constexpr Key error_keys[] = {{"error", "text"}};
constexpr Key thrown_error_keys[] = {required("error", "text")};
constexpr Key escalation_keys[] = {{"escalation", "text"}};
constexpr Key thrown_compensation_keys[] = {{"node", "text"}};
constexpr Key link_keys[] = {required("link", "text")};

}  // namespace

std::span<const Key> event_keys(EventKind kind, EventRole role) {
    const bool is_thrown = role == EventRole::Thrown;
    switch (kind) {
        case EventKind::Timer: return timer_keys;
        case EventKind::Message:
            if (is_thrown) return thrown_message_keys;
            return message_keys;
        case EventKind::Signal:
            if (is_thrown) return thrown_signal_keys;
            return signal_keys;
        case EventKind::Condition: return condition_keys;
        case EventKind::Error:
            if (is_thrown) return thrown_error_keys;
            return error_keys;
        case EventKind::Escalation: return escalation_keys;
        case EventKind::Compensation:
            if (is_thrown) return thrown_compensation_keys;
            return {};
        case EventKind::Link: return link_keys;
        case EventKind::None:
        case EventKind::Cancel:
        case EventKind::Terminate: break;
    }
    return {};
}

std::string_view law_of_event(EventKind kind) {
    if (kind != EventKind::Timer) return "{}";
    return R"({"oneOf": [{"required": ["after"]}, {"required": ["at"]}, {"required": ["every"]}, {"required": ["cron"]}]})";
}

NodeEvent parse_event(const Reader& reader, EventKind kind, EventRole role, NodeIndex inside, Draft& draft) {
    NodeEvent event;
    event.kind = kind;
    switch (kind) {
        case EventKind::Timer: event.timer = parse_timer(reader, inside, draft); break;
        case EventKind::Message:
            event.name = reader.require_text("message").value_or("");
            event.correlation = parse_expression(reader, "correlation", inside, draft);
            break;
        case EventKind::Signal: event.name = reader.require_text("signal").value_or(""); break;
        case EventKind::Condition:
            if (reader.find("when") != nullptr)
                event.condition = parse_when(reader, inside, draft);
            else
                reader.report().error("missing_key", reader.path(), "key \"when\" is missing",
                                      "Say which condition is waited for.");
            break;
        case EventKind::Error:
            event.name =
                (role == EventRole::Thrown ? reader.require_text("error") : reader.optional_text("error"))
                    .value_or("");
            break;
        case EventKind::Escalation: event.name = reader.optional_text("escalation").value_or(""); break;
        case EventKind::Compensation:
            if (role == EventRole::Thrown) event.name = reader.optional_text("node").value_or("");
            break;
        case EventKind::Link: event.name = reader.require_text("link").value_or(""); break;
        case EventKind::None:
        case EventKind::Cancel:
        case EventKind::Terminate: break;
    }
    const bool has_payload = kind == EventKind::Message || kind == EventKind::Signal;
    if (role == EventRole::Thrown && has_payload)
        event.payload = parse_expression(reader, "payload", inside, draft);
    return event;
}

bool parse_interrupting(const Reader& reader, EventKind kind) {
    const bool is_interrupting = reader.boolean("interrupting", true);
    const bool is_always = kind == EventKind::Error || kind == EventKind::Cancel;
    if (is_interrupting || !is_always) return is_interrupting;
    reader.report().error(
        "conflicting_keys", reader.path("interrupting"),
        std::string{kind == EventKind::Error ? "an error" : "a cancel event"} + " always interrupts",
        "Leave \"interrupting\" out.");
    return true;
}

}  // namespace wf::compiler
