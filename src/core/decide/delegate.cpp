// For advice: it comes back to the one who gave it, who decides. Whoever has it can give it on.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {

Refusal decide_command(Step& step, const Delegate& command) {
    if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    World& world = step.world();
    if (seat.holder.empty()) return refuse::not_claimed(world.task_name(command.task));
    if (world.active({command.to}).empty()) return refuse::unknown_person(command.to);
    if (has_seat(step, seat.token, command.to) ||
        std::find(seat.givers.begin(), seat.givers.end(), command.to) != seat.givers.end())
        return refuse::already_has_seat(command.to, step.state().find_token(seat.token)->node);
    step.about(step.state().find_token(seat.token)->node, command.task);
    step.on_behalf_of(seat.on_behalf_of());
    step.emit(SeatDelegated{.seat = command.task, .to = command.to});
    return {};
}

}  // namespace wf
