// A standing delegation has begun: what its principal holds moves to the agent, as new seats would.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const ApplyDelegation& command) {
    std::vector<Seat> concerned;
    for (const Seat& seat : step.state().seats)
        if (seat.is_pending() && seat.holder == command.person && seat.givers.empty() && !seat.is_claimed())
            concerned.push_back(seat);
    for (Seat& seat : concerned) {
        const Node& node = step.node_of(*step.state().find_token(seat.token));
        if (node.type == NodeType::Start) continue;  // to hand in is not to approve
        resolve_delegation(step, node, seat.token, seat);
        if (seat.holder == command.person) continue;
        step.about(node.id, seat.id);
        step.on_behalf_of(seat.principal);
        step.emit(SeatReassigned{.seat = seat.id,
                                 .principal = seat.principal,
                                 .holder = seat.holder,
                                 .candidates = {},
                                 .path = seat.path});
    }
    return {};
}

}  // namespace wf
