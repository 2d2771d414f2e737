#include "core/decide/offered.hpp"

#include "core/base/one_of.hpp"
#include "core/decide/authorize.hpp"

#include <concepts>

namespace wf {
namespace {

template <class OneAct>
concept OnTask = requires(const OneAct& act) {
    { act.task } -> std::convertible_to<SeatId>;
};

const Node* node_of_task(const Step& step, SeatId task) {
    const Seat* seat = step.state().find_seat(task);
    return seat ? &step.node_of(*step.state().find_token(seat->token)) : nullptr;
}

const Node* start_node(const Definition& definition) {
    return definition.start == no_node ? nullptr : &definition.nodes[definition.start];
}

// The node that may hide the command: of the task, or of the initiator. nullptr: nothing hides it.
const Node* hiding_node(const Step& step) {
    return std::visit(
        [&]<class OneAct>([[maybe_unused]] const OneAct& act) -> const Node* {
            if constexpr (OnTask<OneAct>)
                return node_of_task(step, act.task);
            else if constexpr (OneOf<OneAct, Recall>)
                return step.definition().find_node(act.node);
            else if constexpr (OneOf<OneAct, Resubmit, Withdraw, RequestWithdrawal, Cancel>)
                return start_node(step.definition());
            else
                return nullptr;
        },
        step.command().act);
}

}  // namespace

Refusal must_be_offered(Step& step) {
    const Node* node = hiding_node(step);
    if (!node || node->handler.buttons.empty()) return {};
    const std::string_view action =
        std::visit([](const auto& act) { return act.action; }, step.command().act);
    for (const Button& button : node->handler.buttons)
        if (button.is_hidden && button.action == action && step.command().actor != system_actor &&
            !is_administrator(step))
            return refuse::action_not_offered(action, node->id);
    return {};
}

}  // namespace wf
