#include "core/decide/authorize.hpp"
#include "core/decide/choices.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Approve& command) {
    if (Refusal refused = must_decide_task(step, command.task)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    if (Refusal refused = must_be_of_type(step, token, NodeType::Approval, command.task)) return refused;
    step.about(step.state().find_token(token)->node, command.task);
    step.on_behalf_of(step.state().find_seat(command.task)->on_behalf_of());
    if (Refusal refused = hand_in(step, token, command.data)) return refused;
    if (!command.chosen.empty()) {
        if (Refusal refused = check_choices(step, command.chosen, RuleKind::ChosenByPrevious, token))
            return refused;
        step.emit(ApproversChosen{.chosen = command.chosen});
    }
    step.emit(SeatApproved{
        .seat = command.task, .by = step.command().actor, .remembered = step.definition().remembers_signers});
    return settle(step, token);
}

}  // namespace wf
