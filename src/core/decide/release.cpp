// By who claimed the task, or an administrator: it is for all candidates again.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Release& command) {
    World& world = step.world();
    const Seat* open = step.state().find_seat(command.task);
    const bool intervenes = open && open->state == SeatState::Open && is_administrator(step);
    if (!intervenes)
        if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    if (seat.holder.empty()) return refuse::not_claimed(world.task_name(command.task));
    if (!seat.is_claimed()) return refuse::not_a_group_task(world.task_name(command.task), "released");
    if (!seat.givers.empty()) return refuse::only_advice(world.task_name(command.task), seat.givers.back());
    step.about(step.state().find_token(seat.token)->node, command.task);
    step.emit(SeatReleased{.seat = command.task, .to = seat.candidates});
    return {};
}

}  // namespace wf
