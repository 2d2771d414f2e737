// Approval: one ordered list of seats per activation carries every signing mode. Entering makes the seats;
// after every change of them settle() counts again and, when the rule has spoken, completes the node.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"
#include "core/rule/rule.hpp"

namespace wf {
namespace {

Tally count(const State& state, const ApprovalSettings& settings, TokenId token) {
    Tally tally;
    for (const Seat& seat : state.seats) {
        if (seat.token != token) continue;
        if (seat.is_added()) return count_units(state, settings, token);
        if (seat.state == SeatState::Removed || seat.state == SeatState::NotNeeded) continue;
        tally.seats += seat.weight;
        if (seat.state == SeatState::Approved) {
            tally.approved += seat.weight;
            tally.is_passed = tally.is_passed || may_decide_alone(settings.vote.pass, seat);
        }
        if (seat.state == SeatState::Rejected) {
            tally.rejected += seat.weight;
            tally.is_vetoed = tally.is_vetoed || may_decide_alone(settings.vote.veto, seat);
        }
        if (seat.is_pending()) tally.possible += seat.weight;
    }
    return tally;
}

// The next in a sequence: the waiting seat of lowest rank, if no seat is open.
void open_next(Step& step, TokenId token) {
    const Seat* next = nullptr;
    for (const Seat& seat : step.state().seats) {
        if (seat.token != token) continue;
        if (seat.state == SeatState::Open) return;
        if (seat.state == SeatState::Waiting && (!next || seat.rank < next->rank)) next = &seat;
    }
    if (!next) return;
    const Seat opened = *next;
    step.emit(SeatOpened{.seat = opened.id});
    // They may have left since the seat was made.
    if (step.world().active({opened.holder}).empty())
        step.defer(SeatToMove{.seat = opened.id});
    else
        look_for_duplicate(step, opened.id);
}

void let_next_act(Step& step, TokenId token, bool one_after_the_other) {
    if (has_added_signers(step.state(), token))
        advance_units(step, token, one_after_the_other);
    else if (one_after_the_other)
        open_next(step, token);
}

// A vote that cannot be won by the people found is as good as no approver at all.
bool enough(const ApprovalSettings& settings, const std::vector<Seat>& seats) {
    if (seats.empty() || settings.mode != Mode::Vote) return !seats.empty();
    std::int64_t votes = 0;
    for (const Seat& seat : seats) votes += seat.weight;
    return votes_needed(settings.vote.need, votes) <= votes;
}

// Seats that a policy made are judged by the node's mode, but never need more votes than can be cast.
Verdict judge_seats(const Step& step, const ApprovalSettings& settings, TokenId token) {
    const Tally tally = count(step.state(), settings, token);
    const bool by_policy = step.state().find_token(token)->by_policy;
    const std::int64_t votes = tally.approved + tally.rejected + tally.possible;
    if (by_policy && settings.mode == Mode::Vote && votes_needed(settings.vote.need, tally.seats) > votes)
        return countersign(tally);
    return judge(settings, tally);
}

bool is_late_bound(const ApprovalSettings& settings) {
    if (settings.assign != Assign::Everyone) return false;
    if (settings.binding == Binding::ByMode) return settings.mode == Mode::Any;
    return settings.binding == Binding::Late;
}

}  // namespace

void close_pending(Step& step, TokenId token) {
    SeatsClosed closed;
    for (const Seat& seat : step.state().seats)
        if (seat.token == token && seat.is_pending()) closed.seats.push_back(seat.id);
    if (!closed.seats.empty()) step.emit(std::move(closed));
}

Refusal find_signers(Step& step, const Node& node, TokenId token, Seating& seating) {
    const ApprovalSettings& settings = node.approval;
    std::vector<Candidate> found;
    if (Refusal refused = find_people(step, settings.approvers, settings.combine, is_late_bound(settings),
                                      node.id, token, found))
        return refused;
    return seat_candidates(step, node, token, found, seating);
}

Refusal enter_approval(Step& step, const Node& node, TokenId token) {
    Seating seating;
    if (Refusal refused = find_signers(step, node, token, seating)) return refused;
    if (enough(node.approval, seating.seats)) {
        open_seats(step, token, std::move(seating), node.approval.mode == Mode::Sequential);
    } else {
        note_skipped(step, token, seating);
        step.defer(NobodyLeft{.token = token});
    }
    return arm_deadline(step, node, token);
}

Refusal settle(Step& step, TokenId token) {
    const Node& node = step.node_of(*step.state().find_token(token));
    if (node.type == NodeType::Task) return settle_task(step, token);
    switch (judge_seats(step, node.approval, token)) {
        case Verdict::Pending:
            let_next_act(step, token, node.approval.mode == Mode::Sequential);
            return {};
        case Verdict::Approved:
            close_pending(step, token);
            return leave(step, token, "approved");
        case Verdict::Rejected:
            return reject_node(step, token);
        case Verdict::Vacant:
            step.defer(NobodyLeft{.token = token});
            return {};
    }
    return {};
}

}  // namespace wf
