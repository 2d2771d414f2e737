// A task: one seat, for one person or for whoever of the candidates takes it. No votes.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

// One seat for all that were found: a person's own, or one that each of them may act on.
Seat one_of(std::vector<Seat> seats) {
    if (seats.size() == 1) return std::move(seats.front());
    Seat seat;
    for (Seat& found : seats) {
        if (!found.holder.empty()) found.candidates = {"person:" + found.holder};
        for (std::string& candidate : found.candidates) seat.candidates.push_back(std::move(candidate));
    }
    return seat;
}

}  // namespace

Refusal find_workers(Step& step, const Node& node, TokenId token, Seating& seating) {
    const ApprovalSettings& settings = node.approval;
    if (settings.approvers.empty()) {
        Seat everyone;
        everyone.candidates = {"everyone"};
        seating.seats.push_back(std::move(everyone));
        return {};
    }
    std::vector<Candidate> found;
    const bool late_bound = settings.assign == Assign::Everyone && settings.binding != Binding::Fixed;
    if (Refusal refused =
            find_people(step, settings.approvers, settings.combine, late_bound, node.id, token, found))
        return refused;
    if (Refusal refused = seat_candidates(step, node, token, found, seating)) return refused;
    if (!seating.seats.empty()) seating.seats = {one_of(std::move(seating.seats))};
    return {};
}

Refusal enter_task(Step& step, const Node& node, TokenId token) {
    Seating seating;
    if (Refusal refused = find_workers(step, node, token, seating)) return refused;
    if (seating.seats.empty()) {
        note_skipped(step, token, seating);
        step.defer(NobodyLeft{.token = token});
    } else {
        open_seats(step, token, std::move(seating), false);
    }
    return arm_deadline(step, node, token);
}

Refusal settle_task(Step& step, TokenId token) {
    const auto& seats = step.state().seats;
    const bool somebody_is_left = std::any_of(seats.begin(), seats.end(), [&](const Seat& seat) {
        return seat.token == token && seat.is_pending();
    });
    if (!somebody_is_left) step.defer(NobodyLeft{.token = token});
    return {};
}

}  // namespace wf
