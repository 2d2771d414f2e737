// A vote that is cast and counts for neither side.
#include "core/decide/decisions.hpp"
#include "core/decide/sign.hpp"
#include "core/node/node.hpp"
#include "core/step/form_data.hpp"

namespace wf {

Refusal decide_command(Step& step, const Abstain& command) {
    if (Refusal refused = take_up(step, command.task, NodeType::Approval)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    const Node& node = step.node_of(*step.state().find_token(token));
    if (!node.approval.may_abstain) return refuse::abstain_not_allowed(node.id);
    if (Refusal refused = hand_in(step, token, command.data)) return refused;
    step.emit(SeatAbstained{.seat = command.task, .by = step.command().actor});
    return settle(step, token);
}

}  // namespace wf
