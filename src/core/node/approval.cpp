// Approval: one ordered list of seats per activation carries every signing mode. Entering makes the seats;
// after every change of them settle() counts again and, when the rule has spoken, completes the node.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"
#include "core/rule/rule.hpp"

namespace wf {
namespace {

Tally count(const State& state, TokenId token) {
    Tally tally;
    for (const Seat& seat : state.seats) {
        if (seat.token != token) continue;
        if (seat.state == SeatState::Approved) ++tally.approved;
        if (seat.state == SeatState::Rejected) ++tally.rejected;
        if (seat.is_pending()) ++tally.possible;
    }
    tally.seats = tally.approved + tally.rejected + tally.possible;
    return tally;
}

void close_pending(Step& step, TokenId token) {
    SeatsClosed closed;
    for (const Seat& seat : step.state().seats)
        if (seat.token == token && seat.is_pending()) closed.seats.push_back(seat.id);
    if (!closed.seats.empty()) step.emit(std::move(closed));
}

// The next in a sequence: the waiting seat of lowest rank, if no seat is open.
void open_next(Step& step, TokenId token) {
    const Seat* next = nullptr;
    for (const Seat& seat : step.state().seats) {
        if (seat.token != token) continue;
        if (seat.state == SeatState::Open) return;
        if (seat.state == SeatState::Waiting && (!next || seat.rank < next->rank)) next = &seat;
    }
    if (next) step.emit(SeatOpened{.seat = next->id});
}

// A vote that can't be won by the people found is as good as no approver at all.
bool enough(const ApprovalSettings& settings, std::size_t found) {
    if (found == 0) return false;
    return settings.mode != Mode::Vote ||
           votes_needed(settings.need, std::int64_t(found)) <= std::int64_t(found);
}

// Seats that a policy made are judged by the node's mode, but never need more votes than there are.
Verdict judge_seats(const Step& step, const ApprovalSettings& settings, TokenId token) {
    const Tally tally = count(step.state(), token);
    const bool by_policy = step.state().find_token(token)->by_policy;
    if (by_policy && settings.mode == Mode::Vote && votes_needed(settings.need, tally.seats) > tally.seats)
        return countersign(tally);
    return judge(settings, tally);
}

}  // namespace

void seat_people(Step& step, TokenId token, const std::vector<Candidate>& candidates,
                 bool one_after_the_other) {
    SeatsCreated created;
    created.seats.reserve(candidates.size());
    SeatId id = step.next_seat();
    std::int32_t rank = 1;
    for (const Candidate& candidate : candidates) {
        const bool waits = one_after_the_other && rank > 1;
        created.seats.push_back(Seat{.id = id,
                                     .token = token,
                                     .rank = rank,
                                     .principal = candidate.person,
                                     .holder = candidate.person,
                                     .candidates = candidate.group.empty()
                                                       ? std::vector<std::string>{}
                                                       : std::vector<std::string>{candidate.group},
                                     .weight = 1,
                                     .state = waits ? SeatState::Waiting : SeatState::Open});
        ++id.value;
        ++rank;
    }
    step.emit(std::move(created));
}

Refusal enter_approval(Step& step, const Node& node, TokenId token) {
    const ApprovalSettings& settings = node.approval;
    std::vector<Candidate> found;
    if (Refusal refused = find_people(step, settings.approvers, settings.mode == Mode::Any, token, found))
        return refused;
    if (!enough(settings, found.size()))
        step.defer_policy(token);
    else
        seat_people(step, token, found, settings.mode == Mode::Sequential);
    return {};
}

Refusal settle(Step& step, TokenId token) {
    const Node& node = *step.definition().find_node(step.state().find_token(token)->node);
    switch (judge_seats(step, node.approval, token)) {
        case Verdict::Pending:
            if (node.approval.mode == Mode::Sequential) open_next(step, token);
            return {};
        case Verdict::Approved:
            close_pending(step, token);
            return leave(step, token, "approved");
        case Verdict::Rejected:
            close_pending(step, token);
            step.emit(NodeCompleted{.token = token, .outcome = "rejected"});
            end_instance(step, Status::Rejected);
            return {};
    }
    return {};
}

}  // namespace wf
