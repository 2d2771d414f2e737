// The seat keeps its rank and its weight; whoever gets it decides instead, for good. By its holder, or an
// administrator.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Transfer& command) {
    if (Refusal refused = must_hold_task(step, command.task))
        if (refused->code != Code::NotTheHolder || !is_administrator(step)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    if (!seat.givers.empty())
        return refuse::only_advice(step.world().task_name(command.task), seat.givers.back());
    if (Refusal refused = may_have_task(step, command.task, command.to)) return refused;
    step.about(step.state().find_token(seat.token)->node, command.task);
    if (seat.holder == step.command().actor) step.on_behalf_of(seat.on_behalf_of());
    reassign(step, command.task, command.to);
    return {};
}

}  // namespace wf
