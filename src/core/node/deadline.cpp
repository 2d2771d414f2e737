// due, on_timeout and remind of a node with people: two timers of its token. What they do is done by the
// system, as by any command: approve, reject, cancel, superior (the open seats move up), or a flow of its
// own.
#include "core/model/names.hpp"
#include "core/node/excluded_owners.hpp"
#include "core/node/rewind.hpp"
#include "core/model/kept_flow.hpp"

namespace wf {
namespace {

Wait timer(const Step& step, const Node& node, TokenId token, std::string_view name, const Firing& at) {
    return Wait{.id = step.next_wait(),
                .token = token,
                .node = node.id,
                .kind = WaitKind::Timer,
                .name = std::string{name},
                .key = {},
                .due_at = at.at,
                .left = 0,
                .since = at.since,
                .span = at.span};
}

bool is_set(const Span& span) { return span.expression || !span.text.empty(); }

// It goes on until `max`, and stays armed for as long.
Refusal remind(Step& step, const Node& node, const Wait& wait) {
    step.call_it("remind");
    step.emit(PeopleReminded{.token = wait.token, .people = people_to_remind(step, wait.token)});
    return keep_timer(step, node, wait);
}

// Each open seat to the nearest superior of its holder who may have it; nobody above: it stays.
void move_up(Step& step, const Node& node, TokenId token) {
    LineRule line;
    line.end = LineEnd::Top;
    const std::vector<Seat> seats = step.state().seats;
    for (const Seat& seat : seats) {
        if (seat.token != token || seat.state != SeatState::Open || seat.holder.empty()) continue;
        for (const Superior& superior : step.world().reporting_line(seat.holder, line)) {
            if (reason_against(step, node, superior.id) || has_seat(step, token, superior.id)) continue;
            reassign(step, seat.id, superior.id);
            break;
        }
    }
}

Refusal time_out(Step& step, const Node& node, TokenId token) {
    switch (node.approval.on_timeout) {
        case OnTimeout::Nothing:
            step.call_it("timeout");
            return {};
        case OnTimeout::Approve:
            step.call_it("approve");
            close_pending(step, token);
            return leave(step, token, node.type == NodeType::Approval ? "approved" : "");
        case OnTimeout::Reject:
            step.call_it("reject");
            return reject_node(step, token);
        case OnTimeout::Cancel:
            step.call_it("cancel");
            end_instance(step, Status::Canceled);
            return {};
        case OnTimeout::Superior:
            step.call_it("reassign");
            move_up(step, node, token);
            return {};
        case OnTimeout::Flow:
            step.call_it("timeout");
            close_pending(step, token);
            return leave_by(step, node, token, "timeout", is_timeout_flow);
    }
    return {};
}

}  // namespace

std::vector<PersonId> people_to_remind(Step& step, TokenId token) {
    std::vector<PersonId> people;
    for (const Seat& seat : step.state().seats) {
        if (seat.token != token || seat.state != SeatState::Open) continue;
        if (!seat.holder.empty()) {
            people.push_back(seat.holder);
            continue;
        }
        for (const std::string& candidate : seat.candidates) {
            if (candidate == "everyone") continue;
            for (PersonId& member : members_of(step, candidate)) people.push_back(std::move(member));
        }
    }
    const Node& node = step.node_of(*step.state().find_token(token));
    for (const PersonId& person : excluded_owners(step.definition(), step.state(), node))
        std::erase(people, person);
    return people;
}

Refusal arm_deadline(Step& step, const Node& node, TokenId token) {
    const ApprovalSettings& settings = node.approval;
    Firing moment;
    if (is_set(settings.due)) {
        if (Refusal refused = moment_after(step, node, settings.due, token, moment)) return refused;
        step.emit(WaitsArmed{.waits = {timer(step, node, token, due_wait, moment)}});
    }
    if (is_set(settings.remind.after)) {
        if (Refusal refused = moment_after(step, node, settings.remind.after, token, moment)) return refused;
        Wait wait = timer(step, node, token, remind_wait, moment);
        if (is_set(settings.remind.every)) wait.left = settings.remind.max > 0 ? settings.remind.max - 1 : -1;
        if (wait.span.empty()) wait.since = moment.at;  // `every` counts from the first
        step.emit(WaitsArmed{.waits = {std::move(wait)}});
    }
    return {};
}

Refusal pass_deadline(Step& step, const Wait& wait) {
    const Node& node = *step.definition().find_node(wait.node);
    if (wait.name == remind_wait) return remind(step, node, wait);
    step.explain("its time was over; on_timeout: " + std::string{name_of(node.approval.on_timeout)});
    step.emit(WaitsClosed{.waits = {wait.id}});
    step.emit(DeadlinePassed{.token = wait.token, .policy = std::string{name_of(node.approval.on_timeout)}});
    return time_out(step, node, wait.token);
}

}  // namespace wf
