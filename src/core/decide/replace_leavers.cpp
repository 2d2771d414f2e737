// Somebody has left. Seats that wait for their turn are looked at when it comes.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const ReplaceLeavers&) {
    std::vector<SeatId> lost;
    for (const Seat& seat : step.state().seats)
        if (seat.state == SeatState::Open && has_lost_its_holder(step, seat)) lost.push_back(seat.id);
    std::string why;
    for (const SeatId id : lost) {
        const Seat* seat = step.state().find_seat(id);
        if (!seat || !seat->is_pending()) continue;  // the node was decided by the seats before
        why += (why.empty() ? "" : "; ") + why_it_moves(step, *seat);
        step.about(step.state().find_token(seat->token)->node, id);
        if (Refusal refused = move_seat(step, id)) return refused;
        if (is_final(step.state().status)) break;
    }
    step.explain(std::move(why));
    return {};
}

}  // namespace wf
