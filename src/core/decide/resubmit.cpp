// The initiator hands in a draft, or what was sent back to them. It takes all ways again, or goes straight to
// the one who returned it, as that one wanted.
#include "core/decide/authorize.hpp"
#include "core/decide/choices.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/rewind.hpp"

namespace wf {
namespace {

const Seat* task_of_initiator(const Step& step) {
    for (const Seat& seat : step.state().seats)
        if (seat.state == SeatState::Open &&
            step.node_of(*step.state().find_token(seat.token)).type == NodeType::Start)
            return &seat;
    return nullptr;
}

Refusal may_hand_in(Step& step, const Seat& task) {
    const PersonId& actor = step.command().actor;
    if (actor == step.state().initiator || (actor == task.holder && task.givers.empty())) return {};
    if (is_administrator(step) && step.world().active({step.state().initiator}).empty()) return {};
    return refuse::not_the_initiator("resubmit", step.state(), actor);
}

}  // namespace

Refusal decide_command(Step& step, const Resubmit& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    const Seat* task = task_of_initiator(step);
    if (!task) return refuse::not_returned(step.state().status);
    if (Refusal refused = may_hand_in(step, *task)) return refused;
    const SeatId id = task->id;
    const TokenId token = task->token;
    step.about(step.state().find_token(token)->node, id);
    if (step.command().actor != step.state().initiator) step.on_behalf_of(step.state().initiator);
    if (Refusal refused = hand_in(step, token, command.data)) return refused;
    const Return* sent = step.state().find_return(token);
    if (sent && sent->is_changed && !command.forward) return refuse::material_field_changed(sent->to);
    if (!command.chosen.empty()) {
        if (Refusal refused = check_choices(step, command.chosen, RuleKind::ChosenAtStart)) return refused;
        step.emit(ApproversChosen{.chosen = command.chosen});
    }
    const bool is_draft = step.state().status == Status::Created;
    step.emit(Resubmitted{});
    if (command.forward) drop_return(step, token);
    step.emit(TaskCompleted{.seat = id, .by = step.command().actor});
    if (is_draft)
        if (Refusal refused = arm_event_subprocesses(step, step.definition().event_subprocesses, {}))
            return refused;
    return leave(step, token);
}

}  // namespace wf
