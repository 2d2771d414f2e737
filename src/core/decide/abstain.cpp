// A vote that is cast and counts for neither side.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Abstain& command) {
    if (Refusal refused = must_decide_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    const TokenId token = seat.token;
    if (Refusal refused = must_be_of_type(step, token, NodeType::Approval, command.task)) return refused;
    const Node& node = step.node_of(*step.state().find_token(token));
    if (!node.approval.may_abstain) return refuse::abstain_not_allowed(node.id);
    step.about(node.id, command.task);
    step.on_behalf_of(seat.on_behalf_of());
    if (Refusal refused = hand_in(step, token, command.data)) return refused;
    step.emit(SeatAbstained{.seat = command.task, .by = step.command().actor});
    return settle(step, token);
}

}  // namespace wf
