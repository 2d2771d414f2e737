// By the person who has the task for advice; or by the one who gave it away, to take it back.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Resolve& command) {
    const Seat* open = step.state().find_seat(command.task);
    const bool takes_back = open && open->state == SeatState::Open && !open->givers.empty() &&
                            open->givers.back() == step.command().actor;
    if (!takes_back)
        if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    if (seat.givers.empty()) return refuse::not_delegated(step.world().task_name(command.task));
    step.about(step.state().find_token(seat.token)->node, command.task);
    if (!takes_back) step.on_behalf_of(seat.on_behalf_of());
    step.emit(SeatResolved{.seat = command.task, .to = seat.givers.back()});
    // The giver may have left in the meantime.
    if (has_lost_its_holder(step, *step.state().find_seat(command.task)))
        step.defer(SeatToMove{.seat = command.task});
    return {};
}

}  // namespace wf
