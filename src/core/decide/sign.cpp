#include "core/decide/sign.hpp"

#include "core/decide/authorize.hpp"
#include "core/decide/choices.hpp"
#include "core/step/form_data.hpp"

namespace wf {

Refusal take_up(Step& step, SeatId task, NodeType type) {
    if (Refusal refused = must_decide_task(step, task)) return refused;
    const Seat& seat = *step.state().find_seat(task);
    if (Refusal refused = must_be_of_type(step, seat.token, type, task)) return refused;
    step.about(step.state().find_token(seat.token)->node, task);
    step.on_behalf_of(seat.on_behalf_of());
    return {};
}

Refusal hand_in_with_choices(Step& step, TokenId token, const std::optional<Json>& data,
                             const std::vector<Choice>& chosen) {
    if (Refusal refused = hand_in(step, token, data)) return refused;
    if (chosen.empty()) return {};
    if (Refusal refused = check_choices(step, chosen, RuleKind::ChosenByPrevious, token)) return refused;
    step.emit(ApproversChosen{.chosen = chosen});
    return {};
}

}  // namespace wf
