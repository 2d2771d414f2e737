// When a timer fires: after a duration, at a moment, or again and again. Counted from the command's own time, and in
// the hours of the node's calendar if it has one; what is written without a zone is of the definition's.
#include "core/base/local_message.hpp"
#include "core/calendar/working_schedule.hpp"
#include "core/form/field_access.hpp"
#include "core/json/value_json.hpp"
#include "core/model/schedule.hpp"
#include "core/node/node.hpp"

#include <algorithm>

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
    if (Refusal refused = wait.name == remind_wait
                              ? said_by(step, node, "deadline", remind, wait.token, said)
                              : said_by(step, node, "timer", node.event.timer, wait.token, said))
        return refused;
    return read_schedule(step, node, said, schedule);
}

Refusal find_calendar(Step& step, const Node& node, const WorkingCalendar*& calendar) {
    calendar = step.calendar(node.calendar);
    if (!calendar) return refuse::calendar_not_found(node.calendar);
    return {};
}

// So long after `from`.
Refusal set_after(Step& step, const Node& node, Instant from, const Duration& duration, Firing& first) {
    if (node.calendar.empty()) {
        first = {.at = add(from, duration, step.zone())};
        return {};
    }
    const WorkingCalendar* calendar = nullptr;
    if (Refusal refused = find_calendar(step, node, calendar)) return refused;
    const std::optional<Firing> found = working_firing(*calendar, from, duration);
    if (!found) return refuse::no_working_time(node.id, node.calendar);
    first = *found;
    return {};
}

Refusal first_of(Step& step, const Node& node, const Schedule& schedule, Instant now, FirstFiring& first) {
    if (node.calendar.empty()) {
        first = first_firing(schedule, now);
        return {};
    }
    const WorkingCalendar* calendar = nullptr;
    if (Refusal refused = find_calendar(step, node, calendar)) return refused;
    const std::optional<FirstFiring> found = first_firing(schedule, *calendar, now);
    if (!found) return refuse::no_working_time(node.id, node.calendar);
    first = *found;
    return {};
}

// Nothing: that was the last time.
Refusal find_next(Step& step, const Node& node, const Wait& wait, std::optional<Firing>& next) {
    std::optional<Schedule> schedule;
    if (Refusal refused = schedule_of(step, node, wait, schedule)) return refused;
    const Firing before{.at = wait.due_at, .left = wait.left, .since = wait.since};
    if (node.calendar.empty()) {
        next = next_firing(*schedule, before, clock_of(step));
        return {};
    }
    const WorkingCalendar* calendar = nullptr;
    if (Refusal refused = find_calendar(step, node, calendar)) return refused;
    next = next_firing(*schedule, *calendar, before, clock_of(step));
    return {};
}

void set_anew(Step& step, const Wait& wait, const Firing& firing) {
    step.emit(WaitReset{.wait = wait.id,
                        .due_at = firing.at,
                        .left = firing.left,
                        .since = firing.since,
                        .span = firing.span});
}

// Of what has moments of its own.
void set_at_next_moment(Step& step, const Node& node, const Wait& wait, const Schedule& schedule) {
    FirstFiring next;
    if (first_of(step, node, schedule, step.now(), next) || next.is_over || next.firing.at == wait.due_at)
        return;
    next.firing.left = wait.left;
    next.firing.since = wait.since;
    set_anew(step, wait, next.firing);
}

// What was due before has nothing left. A calendar that has gone keeps nobody from suspending.
void stop_clock(Step& step, const Node& node, const Wait& wait) {
    const Instant now = clock_of(step);
    const WorkingCalendar* calendar = step.calendar(node.calendar);
    if (wait.due_at <= now || !calendar) return;
    const std::int64_t left = working_time(*calendar, now, wait.due_at).value_or(0);
    step.emit(WaitPaused{.wait = wait.id,
                         .remaining = iso_duration({.microseconds = std::max<std::int64_t>(left, 1)})});
}

Refusal start_clock(Step& step, const Node& node, const Wait& wait) {
    Firing rest;
    if (Refusal refused =
            set_after(step, node, step.now(), parse_duration(wait.remaining).value_or(Duration{}), rest))
        return refused;
    rest.left = wait.left;
    set_anew(step, wait, rest);
    return {};
}

}  // namespace

Refusal set_timer(Step& step, const Node& node, TokenId at, Firing& first) {
    Said said;
    if (Refusal refused = said_by(step, node, "timer", node.event.timer, at, said)) return refused;
    switch (node.event.timer.kind) {
        case TimerKind::After: {
            const std::optional<Duration> duration = parse_duration(said.text);
            if (!duration) return not_understood(step, node, said, "a duration such as \"PT72H\"");
            return set_after(step, node, clock_of(step), *duration, first);
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
            FirstFiring found;
            if (Refusal refused = first_of(step, node, *schedule, clock_of(step), found)) return refused;
            first = found.firing;
            return {};
        }
    }
    return {};
}

Refusal keep_timer(Step& step, const Node& node, const Wait& wait) {
    std::optional<Firing> next;
    if (wait.left != 0)
        if (Refusal refused = find_next(step, node, wait, next)) return refused;
    if (next)
        set_anew(step, wait, *next);
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
        const Node& node = *step.definition().find_node(wait.node);
        if (schedule_of(step, node, wait, schedule) || !has_own_moments(*schedule)) continue;
        set_at_next_moment(step, node, wait, *schedule);
    }
}

Refusal moment_after(Step& step, const Node& node, const Span& span, TokenId at, Firing& moment) {
    Said said;
    if (Refusal refused = said_by(step, node, "deadline", span, at, said)) return refused;
    if (const std::optional<Duration> duration = parse_duration(said.text))
        return set_after(step, node, clock_of(step), *duration, moment);
    if (const std::optional<Instant> then = parse_instant(said.text, step.zone()))
        moment = {.at = *then};
    else
        return not_understood(step, node, said, "a duration such as \"PT24H\", or a moment");
    return {};
}

Refusal keep_clocks(Step& step) {
    if (!step.definition().counts_working_time) return {};
    const Status status = step.state().status;
    const bool stands_still = status == Status::Suspended || status == Status::Returned;
    const std::vector<Wait> waits = step.state().waits;
    for (const Wait& wait : waits) {
        const Node& node = *step.definition().find_node(wait.node);
        if (wait.span.empty() || node.calendar.empty() || stands_still != wait.remaining.empty()) continue;
        if (stands_still)
            stop_clock(step, node, wait);
        else if (Refusal refused = start_clock(step, node, wait))
            return refused;
    }
    return {};
}

Refusal recompute(Step& step, const Wait& wait) {
    const Node& node = *step.definition().find_node(wait.node);
    if (wait.kind != WaitKind::Timer || node.calendar.empty() || !wait.remaining.empty()) return {};
    if (const std::optional<Duration> duration = parse_duration(wait.span)) {
        Firing found;
        if (Refusal refused = set_after(step, node, wait.since, *duration, found)) return refused;
        found.left = wait.left;
        if (found.at != wait.due_at) set_anew(step, wait, found);
        return {};
    }
    std::optional<Schedule> schedule;
    if (wait.left == 0 || wait.due_at <= step.now()) return {};
    if (schedule_of(step, node, wait, schedule) || !has_own_moments(*schedule)) return {};
    set_at_next_moment(step, node, wait, *schedule);
    return {};
}

}  // namespace wf
