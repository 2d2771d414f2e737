// A task: one seat, for one person or for whoever of the candidates takes it. No votes.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

std::string text_of(const Candidate& candidate) {
    return candidate.person.empty() ? candidate.group : "person:" + candidate.person;
}

}  // namespace

Refusal enter_task(Step& step, const Node& node, TokenId token) {
    Seat seat{.id = step.next_seat(),
              .token = token,
              .rank = 1,
              .principal = {},
              .holder = {},
              .candidates = {},
              .weight = 1,
              .state = SeatState::Open};
    std::vector<Candidate> found;
    if (Refusal refused = find_people(step, node.candidates, true, token, found)) return refused;
    if (node.candidates.empty()) {
        seat.candidates = {"everyone"};
    } else if (found.empty()) {
        step.defer_policy(token);
        return {};
    } else if (found.size() == 1 && !found.front().person.empty()) {
        seat.principal = seat.holder = found.front().person;
    } else {
        for (const Candidate& candidate : found) seat.candidates.push_back(text_of(candidate));
    }
    step.emit(SeatsCreated{.seats = {std::move(seat)}});
    return {};
}

}  // namespace wf
