#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/form_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Approve& command) {
    if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    step.about(step.state().find_token(token)->node, command.task);
    if (command.data)
        if (Refusal refused = merge_data(step, *command.data)) return refused;
    step.emit(SeatApproved{.seat = command.task, .by = step.command().actor});
    settle(step, token);
    return {};
}

}  // namespace wf
