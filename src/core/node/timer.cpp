// When a timer fires: after a duration, at a moment, or again and again. Counted from the command's own time; what
// is written without a zone is of the definition's.
#include "core/base/local_message.hpp"
#include "core/form/field_access.hpp"
#include "core/json/value_json.hpp"
#include "core/model/schedule.hpp"
#include "core/node/node.hpp"

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
    return stands_still ? step.state().suspended_at : step.now();
}

// What a timer or a span says: its text, or what its expression gives.
struct Said {
    const feel::Expression* expression = nullptr;
    std::string text;
};

// Of a Timer or a Span.
template <class Written>
Refusal said_by(Step& step, const Node& node, std::string_view what, const Written& written, TokenId at,
                Said& said) {
    said = {.expression = written.expression ? &*written.expression : nullptr, .text = written.text};
    if (!said.expression) return {};
    feel::Value value;
    const std::string named = "the " + std::string{what} + " of node " + node_named(node.id);
    if (Refusal refused = evaluate(step, *said.expression, at, named, value)) return refused;
    said.text = value_to_text(value);
    return {};
}

Refusal not_understood(const Step& step, const Node& node, const Said& said, std::string wanted) {
    return refuse::bad_timer(node.id, as_told(step, said.expression, said.text), std::move(wanted));
}

Refusal read_schedule(const Step& step, const Node& node, const Said& said,
                      std::optional<Schedule>& schedule) {
    std::string problem;
    schedule = parse_schedule(said.text, step.zone(), problem);
    if (schedule) return {};
    return not_understood(step, node, said,
                          "a cycle such as \"R3/PT10M\", or cron such as \"0 9 * * MON-FRI\"");
}

// Of a wait that comes again.
Refusal schedule_of(Step& step, const Node& node, const Wait& wait, std::optional<Schedule>& schedule) {
    Said said;
    const Span& remind = node.approval.remind.every;
    if (Refusal refused = wait.name == remind_wait ? said_by(step, node, "deadline", remind, wait.token, said)
                                                   : said_by(step, node, "timer", node.event.timer, wait.token, said))
        return refused;
    return read_schedule(step, node, said, schedule);
}

}  // namespace

Refusal set_timer(Step& step, const Node& node, TokenId at, Firing& first) {
    Said said;
    if (Refusal refused = said_by(step, node, "timer", node.event.timer, at, said)) return refused;
    const Instant now = clock_of(step);
    switch (node.event.timer.kind) {
        case TimerKind::After: {
            const std::optional<Duration> duration = parse_duration(said.text);
            if (!duration) return not_understood(step, node, said, "a duration such as \"PT72H\"");
            first = {.at = add(now, *duration, step.zone())};
            return {};
        }
        case TimerKind::At: {
            const std::optional<Instant> moment = parse_instant(said.text, step.zone());
            if (!moment) return not_understood(step, node, said, "a moment such as \"2026-12-24T18:00:00Z\"");
            first = {.at = *moment};
            return {};
        }
        case TimerKind::Every: {
            std::optional<Schedule> schedule;
            if (Refusal refused = read_schedule(step, node, said, schedule)) return refused;
            first = first_firing(*schedule, now).firing;
            return {};
        }
    }
    return {};
}

Refusal keep_timer(Step& step, const Node& node, const Wait& wait) {
    std::optional<Firing> next;
    const Firing before{.at = wait.due_at, .left = wait.left, .since = wait.since};
    if (wait.left != 0) {
        std::optional<Schedule> schedule;
        if (Refusal refused = schedule_of(step, node, wait, schedule)) return refused;
        next = next_firing(*schedule, before, clock_of(step));
    }
    if (next)
        step.emit(WaitReset{.wait = wait.id, .due_at = next->at, .left = next->left, .since = next->since});
    else
        step.emit(WaitsClosed{.waits = {wait.id}});
    return {};
}

// An expression that fails now keeps nobody from resuming: the timer stays where it is.
void keep_schedules(Step& step) {
    const std::vector<Wait> waits = step.state().waits;
    for (const Wait& wait : waits) {
        if (wait.kind != WaitKind::Timer || wait.left == 0) continue;
        std::optional<Schedule> schedule;
        const Refusal refused = schedule_of(step, *step.definition().find_node(wait.node), wait, schedule);
        if (refused || !has_own_moments(*schedule)) continue;
        const FirstFiring next = first_firing(*schedule, step.now());
        if (next.is_over) continue;
        step.emit(
            WaitReset{.wait = wait.id, .due_at = next.firing.at, .left = wait.left, .since = wait.since});
    }
}

Refusal moment_after(Step& step, const Node& node, const Span& span, TokenId at, Instant& moment) {
    Said said;
    if (Refusal refused = said_by(step, node, "deadline", span, at, said)) return refused;
    if (const std::optional<Duration> duration = parse_duration(said.text))
        moment = add(clock_of(step), *duration, step.zone());
    else if (const std::optional<Instant> then = parse_instant(said.text, step.zone()))
        moment = *then;
    else
        return not_understood(step, node, said, "a duration such as \"PT24H\", or a moment");
    return {};
}

}  // namespace wf
