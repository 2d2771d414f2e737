#include "core/approver/resolve.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/form_data.hpp"

#include <algorithm>

namespace wf {
namespace {

// A list of people may be chosen for a node whose rules leave the choice to the initiator, out of those it permits.
Refusal check_choice(Step& step, const wf::Choice& choice) {
    const Node* node = step.definition().find_node(choice.node);
    const ApproverRule* rule = nullptr;
    if (node)
        for (const ApproverRule& candidate : node->approval.approvers)
            if (candidate.kind == RuleKind::ChosenAtStart) rule = &candidate;
    if (!rule) return refuse::bad_choice(choice.node, "The node has no approver rule \"chosen_at_start\".");
    const std::vector<PersonId> active = step.world().active(choice.people);
    for (const PersonId& person : choice.people)
        if (std::find(active.begin(), active.end(), person) == active.end()) return refuse::unknown_person(person);
    if (rule->among.empty()) return {};
    State asking;
    asking.initiator = step.command().actor;
    const std::vector<PersonId> permitted = resolve_people(rule->among, asking, choice.node, step.world());
    for (const PersonId& person : choice.people)
        if (std::find(permitted.begin(), permitted.end(), person) == permitted.end())
            return refuse::bad_choice(choice.node, "\"" + person + "\" is not among those who may be chosen.");
    return {};
}

Refusal check_choices(Step& step, const Start& command) {
    for (const wf::Choice& choice : command.chosen)
        if (Refusal refused = check_choice(step, choice)) return refused;
    return {};
}

}  // namespace

Refusal decide_command(Step& step, const Start& command) {
    const PersonId& initiator = step.command().actor;
    if (step.world().active({initiator}).empty()) return refuse::unknown_person(initiator);
    Json form;
    if (Refusal refused = read_form(step.definition(), command.data, step.world(), form)) return refused;
    if (Refusal refused = check_choices(step, command)) return refused;
    step.emit(InstanceStarted{.initiator = initiator,
                              .definition = step.definition().key,
                              .definition_version = command.definition_version,
                              .title = command.title,
                              .business_table = command.business_table,
                              .business_key = command.business_key,
                              .chosen = command.chosen,
                              .data = std::move(form)});
    step.go_to(step.definition().start);
    return {};
}

}  // namespace wf
