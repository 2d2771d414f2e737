#include "core/decide/choices.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/may_start.hpp"
#include "core/node/node.hpp"
#include "core/node/rewind.hpp"
#include "core/step/form_data.hpp"

namespace wf {
namespace {

// Without a name: the plain start, or the first one if all of them wait for events.
const Node* start_node(const Definition& definition, std::string_view id) {
    if (!id.empty()) return definition.find_node(id);
    if (definition.start != no_node) return &definition.nodes[definition.start];
    return definition.event_starts.empty() ? nullptr : &definition.nodes[definition.event_starts.front()];
}

// A draft is handed in later, by resubmit.
Terms terms_of_start(const Start& command, const Node* start) {
    if (command.as_draft) return {.node = start, .required = Required::No};
    return {.node = start, .required = Required::All, .action = Start::action};
}

bool is_called(const Start& command) { return command.parent.value != 0; }

// A message or a timer starts one without anybody there.
bool is_by_system(const Command& command) {
    return command.actor == system_actor && command.by_administrator;
}

// Another instance may start one without anybody there, too.
Refusal check_initiator(Step& step, const Start& command) {
    const PersonId& initiator = step.command().actor;
    if (is_by_system(step.command()) || is_called(command)) return {};
    if (step.world().active({initiator}).empty()) return refuse::unknown_person(initiator);
    // Events begin at their own node; and revoking what one has started is no further start.
    if (!command.node.empty() || command.revokes.value != 0) return {};
    return check_may_start(step.definition(), initiator, step.now(), step.zone(), step.world());
}

InstanceStarted started(const Step& step, const Start& command, Json form) {
    return {.initiator = step.command().actor,
            .definition = step.definition().key,
            .definition_version = command.definition_version,
            .title = command.title,
            .business_table = command.business_table,
            .business_key = command.business_key,
            .parent = command.parent,
            .parent_token = command.parent_token,
            .chosen = command.chosen,
            .data = std::move(form),
            .serial_no = command.serial_no,
            .is_draft = command.as_draft,
            .revokes = command.revokes,
            .is_titled_by_row = command.is_titled_by_row};
}

}  // namespace

Refusal decide_command(Step& step, const Start& command) {
    if (Refusal refused = check_initiator(step, command)) return refused;
    const Node* start = start_node(step.definition(), command.node);
    if (!start) return refuse::node_not_found(command.node);
    Json form;
    // What another instance gives is cut to the fields of this form.
    const bool is_given = is_called(command) || command.revokes.value != 0;
    const Node* handed_in_at = is_given || is_by_system(step.command()) ? nullptr : start;
    if (Refusal refused = is_given ? read_called_form(step, command.data, form)
                                   : read_form(step, command.data, handed_in_at, form))
        return refused;
    step.emit(started(step, command, std::move(form)));
    if (Refusal refused = check_started_form(step, terms_of_start(command, handed_in_at))) return refused;
    // Rules that say who may be chosen ask who started, and with which form.
    if (Refusal refused = check_choices(step, command.chosen, RuleKind::ChosenAtStart)) return refused;
    if (command.as_draft) {
        give_to_initiator(step, static_cast<NodeIndex>(start - step.definition().nodes.data()));
        return {};
    }
    step.go_to({.node = static_cast<NodeIndex>(start - step.definition().nodes.data())});
    return arm_event_subprocesses(step, step.definition().event_subprocesses, {});
}

}  // namespace wf
