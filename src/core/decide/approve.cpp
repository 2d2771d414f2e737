#include "core/decide/decisions.hpp"
#include "core/decide/sign.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Approve& command) {
    if (Refusal refused = take_up(step, command.task, NodeType::Approval)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    if (Refusal refused = hand_in_with_choices(step, token, command.data, command.chosen)) return refused;
    step.emit(SeatApproved{
        .seat = command.task, .by = step.command().actor, .remembered = step.definition().remembers_signers});
    return settle(step, token);
}

}  // namespace wf
