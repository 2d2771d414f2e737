// "due", "on_timeout" and "remind": until when, what then, and who is reminded before. "calendar": whose hours count.
#include "core/compile/event.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Word<OnTimeout> timeout_policies[] = {{"approve", OnTimeout::Approve},
                                                {"reject", OnTimeout::Reject},
                                                {"cancel", OnTimeout::Cancel},
                                                {"superior", OnTimeout::Superior}};

constexpr Key timeout_flow_keys[] = {required("flow", "text")};
constexpr Key reminder_keys[] = {required("after", "text"), {"every", "text"}, {"max", "count"}};

void parse_timeout(const Reader& node, ApprovalSettings& settings) {
    const JsonValue* policy = node.find("on_timeout");
    if (policy == nullptr) return;
    if (node.find("due") == nullptr)
        node.report().error("missing_key", node.path(),
                            "key \"due\" is missing: \"on_timeout\" says what happens after it",
                            "Say when the time is over, for example \"due\": \"PT24H\".");
    if (policy->is(JsonValue::Type::Object)) {
        const Reader reader{*policy, node.path("on_timeout"), node.report()};
        reader.allow_keys(timeout_flow_keys);
        settings.on_timeout = OnTimeout::Flow;
        settings.timeout_flow = reader.require_text("flow").value_or("");
        return;
    }
    if (policy->is(JsonValue::Type::String)) {
        settings.on_timeout =
            node.word("on_timeout", timeout_policies, "on_timeout").value_or(OnTimeout::Nothing);
        return;
    }
    node.report().error(
        "wrong_type", node.path("on_timeout"),
        "\"on_timeout\" must be a string or an object, not " + std::string{a_type(policy->type)},
        "Write a word such as \"approve\", or {\"flow\": \"id of a flow\"}.");
}

void parse_reminder(const Reader& node, NodeIndex self, Draft& draft, Reminder& remind) {
    const JsonValue* value = node.optional("remind", JsonValue::Type::Object);
    if (value == nullptr) return;
    const Reader reader{*value, node.path("remind"), node.report()};
    reader.allow_keys(reminder_keys);
    if (reader.find("after") == nullptr)
        reader.report().error("missing_key", reader.path(), "key \"after\" is missing",
                              "Say when the first reminder is due, for example \"after\": \"PT24H\".");
    remind.after = parse_span(reader, "after", SpanKind::DurationOrMoment, self, draft);
    remind.every = parse_span(reader, "every", SpanKind::Interval, self, draft);
    remind.max = reader.integer("max", 1).value_or(0);
}

}  // namespace

bool has_timers(const Node& node) {
    return node.type == NodeType::Approval || node.type == NodeType::Task || node.event.kind == EventKind::Timer;
}

std::string parse_calendar(const Reader& reader, Draft& draft, const std::string& otherwise) {
    if (reader.find("calendar") == nullptr) return otherwise;
    if (reader.optional_text("calendar") == "none") return {};
    draft.definition.counts_working_time = true;
    return parse_reference(reader, "calendar", ReferenceKind::Calendar, draft);
}

void parse_deadline(const Reader& node, NodeIndex self, Draft& draft, ApprovalSettings& settings) {
    settings.due = parse_span(node, "due", SpanKind::DurationOrMoment, self, draft);
    parse_timeout(node, settings);
    parse_reminder(node, self, draft, settings.remind);
}

void describe_deadline(SchemaParts& parts) {
    parts.words("on_timeout_word", timeout_policies);
    parts.object("timeout_flow", timeout_flow_keys);
    parts.either("on_timeout", {"on_timeout_word", "timeout_flow"});
    parts.object("remind", reminder_keys);
}

}  // namespace wf::compiler
