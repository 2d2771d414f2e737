// An administrator puts everything on one node: all tokens of its scope end there.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/reach.hpp"
#include "core/node/rewind.hpp"

namespace wf {

Refusal decide_command(Step& step, const Jump& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "move the tokens of")) return refused;
    const Node* node = step.definition().find_node(command.node);
    if (!node) return refuse::node_not_found(command.node);
    if (Refusal refused = must_be_enterable(*node)) return refused;
    Place place;
    if (Refusal refused = find_place(step, index_of(step.definition(), *node), place)) return refused;
    step.about(node->id);
    const bool is_draft = step.state().status == Status::Created;
    step.emit(Jumped{.to = node->id, .undone = undone_by(step, place)});
    cancel_content(step, place.scope);
    stand_in(step, place.top, place.scope);
    if (is_draft)
        if (Refusal refused = arm_event_subprocesses(step, step.definition().event_subprocesses, {}))
            return refused;
    return go_to_place(step, place, {});
}

}  // namespace wf
