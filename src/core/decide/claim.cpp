#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Claim& command) {
    World& world = step.world();
    // Whoever comes too late is told who was first, rather than that the task is not theirs.
    if (const Seat* seat = step.state().find_seat(command.task);
        seat && seat->state == SeatState::Open && seat->is_claimed())
        return refuse::already_claimed(world.task_name(command.task), seat->holder);
    if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    if (seat.candidates.empty()) return refuse::not_a_group_task(world.task_name(command.task), "claimed");
    const PersonId& actor = step.command().actor;
    if (Refusal refused = may_have_task(step, command.task, actor)) return refused;
    step.about(step.state().find_token(seat.token)->node, command.task);
    step.emit(SeatClaimed{.seat = command.task, .by = actor});
    return {};
}

}  // namespace wf
