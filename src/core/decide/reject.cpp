// A rejection (驳回) is a vote that the node's rule counts.
#include "core/decide/decisions.hpp"
#include "core/decide/sign.hpp"
#include "core/node/node.hpp"
#include "core/step/form_data.hpp"

namespace wf {

Refusal decide_command(Step& step, const Reject& command) {
    if (Refusal refused = take_up(step, command.task, NodeType::Approval)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    if (Refusal refused = hand_in(step, token, command.data)) return refused;
    step.emit(SeatRejected{.seat = command.task, .by = step.command().actor});
    return settle(step, token);
}

}  // namespace wf
