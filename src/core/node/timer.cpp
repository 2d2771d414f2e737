// When a timer fires: after a duration, at a moment, or again and again. Counted from the command's own time.
#include "core/form/field_access.hpp"
#include "core/json/value_json.hpp"
#include "core/node/node.hpp"
#include "core/model/time.hpp"

namespace wf {
namespace {

// What is told of a text that is not a time. Made of a field that some node hides, it is not told: an error
// reaches people who may not see that.
std::string as_told(const Step& step, const feel::Expression* expression, const std::string& text) {
    const Definition& definition = step.definition();
    const bool is_secret = expression && reads_any(definition, *expression, hidden_at(definition, {}));
    return is_secret ? "What it reads in the form" : "\"" + text + "\"";
}

// While the instance is suspended its clock stands still: what is set then (a called instance has ended) is
// moved with all the others when it is resumed.
Instant clock_of(const Step& step) {
    const bool stands_still = step.state().status == Status::Suspended;
    return stands_still ? step.state().suspended_at : step.command().at;
}

Refusal text_of(Step& step, const Node& node, TokenId at, std::string& text) {
    const Timer& timer = node.event.timer;
    text = timer.text;
    if (!timer.expression) return {};
    feel::Value value;
    if (Refusal refused =
            evaluate(step, *timer.expression, at, "the timer of node \"" + node.id + "\"", value))
        return refused;
    text = value_to_text(value);
    return {};
}

}  // namespace

Refusal set_timer(Step& step, const Node& node, TokenId at, Instant& due_at, std::int32_t& left) {
    std::string text;
    if (Refusal refused = text_of(step, node, at, text)) return refused;
    const Instant now = clock_of(step);
    left = 0;
    switch (node.event.timer.kind) {
        case TimerKind::After:
            if (const std::optional<Duration> duration = parse_duration(text)) {
                due_at = now + *duration;
                return {};
            }
            return refuse::bad_timer(
                node.id,
                as_told(step, node.event.timer.expression ? &*node.event.timer.expression : nullptr, text),
                "a duration such as \"PT72H\"");
        case TimerKind::At:
            if (const std::optional<Instant> moment = parse_instant(text)) {
                due_at = *moment;
                return {};
            }
            return refuse::bad_timer(
                node.id,
                as_told(step, node.event.timer.expression ? &*node.event.timer.expression : nullptr, text),
                "a moment such as \"2026-12-24T18:00:00Z\"");
        case TimerKind::Every:
            if (const std::optional<Cycle> cycle = parse_cycle(text)) {
                due_at = now + cycle->every;
                left = cycle->times < 0 ? -1 : std::max(cycle->times - 1, 0);
                return {};
            }
            return refuse::bad_timer(
                node.id,
                as_told(step, node.event.timer.expression ? &*node.event.timer.expression : nullptr, text),
                "a cycle such as \"R3/PT10M\"");
    }
    return {};
}

Refusal moment_after(Step& step, const Node& node, const Span& span, TokenId at, Instant& moment) {
    std::string text = span.text;
    if (span.expression) {
        feel::Value value;
        const std::string what = "the deadline of node \"" + node.id + "\"";
        if (Refusal refused = evaluate(step, *span.expression, at, what, value)) return refused;
        text = value_to_text(value);
    }
    if (const std::optional<Duration> duration = parse_duration(text))
        moment = clock_of(step) + *duration;
    else if (const std::optional<Instant> then = parse_instant(text))
        moment = *then;
    else
        return refuse::bad_timer(node.id, as_told(step, span.expression ? &*span.expression : nullptr, text),
                                 "a duration such as \"PT24H\", or a moment");
    return {};
}

}  // namespace wf
