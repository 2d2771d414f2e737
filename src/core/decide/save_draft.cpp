// What the holder of a task has filled in so far. It is theirs alone and checked by nobody before they hand it
// in; if the task is given away for advice, it goes along and comes back.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/json/value_json.hpp"

namespace wf {

Refusal decide_command(Step& step, const SaveDraft& command) {
    if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat& seat = *step.state().find_seat(command.task);
    if (seat.holder.empty()) return refuse::not_claimed(step.world().task_name(command.task));
    JsonProblem problem{};
    const std::optional<feel::Value> draft = value_from_json(command.data.text, problem, max_data_depth);
    if (!draft && problem == JsonProblem::TooDeep) return refuse::too_deep("the draft", max_data_depth);
    if (!draft || !draft->is_context())
        return refuse::bad_argument("the draft is not a JSON object",
                                    "Pass the form's fields as an object, for example {\"days\": 3}.");
    step.about(step.state().find_token(seat.token)->node, command.task);
    step.on_behalf_of(seat.on_behalf_of());
    step.emit(DraftSaved{.seat = command.task, .data = Json{value_to_json(*draft)}});
    return {};
}

}  // namespace wf
