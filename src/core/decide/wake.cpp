// An ended instance runs again in a new round: from a node on, or as the initiator's, to be handed in again.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/revoke.hpp"
#include "core/step/row_data.hpp"
#include "core/node/reach.hpp"
#include "core/node/rewind.hpp"

namespace wf {
namespace {

// Whoever called it has gone on with its result.
bool was_called(Step& step) {
    const std::vector<Entry> log = step.world().log();
    if (log.empty() || log.front().events.empty()) return false;
    const auto* started = std::get_if<InstanceStarted>(&log.front().events.front());
    return started && started->parent.value != 0;
}

}  // namespace

Refusal decide_command(Step& step, const Wake& command) {
    if (Refusal refused = must_be_administrator(step, "reopen")) return refused;
    if (!is_final(step.state().status)) return refuse::not_ended(step.state().status);
    if (Refusal refused = must_not_be_revoked(step.state())) return refused;
    const bool to_initiator = command.node.empty();
    const NodeIndex first = first_node(step);
    const Node* node =
        to_initiator ? &step.definition().nodes[first] : step.definition().find_node(command.node);
    if (!node) return refuse::node_not_found(command.node);
    if (Refusal refused = must_be_enterable(*node)) return refused;
    if (was_called(step))
        return refuse::bad_target(node->id, "Another instance has called this one, and gone on since.");
    // People before the node are not asked again.
    if (!to_initiator)
        if (Refusal refused = row_must_be_known(step)) return refused;
    Place place;
    if (Refusal refused = find_place(step, index_of(step.definition(), *node), place)) return refused;
    step.about(node->id);
    step.emit(Jumped{.to = node->id, .undone = undone_by(step, place)});
    step.emit(InstanceWoken{.to_initiator = to_initiator});
    if (Refusal refused = read_row(step)) return refused;
    if (Refusal refused = arm_event_subprocesses(step, step.definition().event_subprocesses, {}))
        return refused;
    if (to_initiator) {
        give_to_initiator(step, first);
        return {};
    }
    stand_in(step, place.top, place.scope);
    return go_to_place(step, place, {});
}

}  // namespace wf
