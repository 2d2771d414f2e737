#include "core/approver/resolve.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/form_data.hpp"

#include <algorithm>

namespace wf {
namespace {

bool contains(const std::vector<PersonId>& people, const PersonId& person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

// The people that the rules of a node leave to the initiator's choice; nothing: anybody.
std::optional<std::vector<PersonId>> permitted(Step& step, const std::vector<const ApproverRule*>& rules,
                                               std::string_view node) {
    State asking;
    asking.initiator = step.command().actor;
    std::vector<PersonId> people;
    for (const ApproverRule* rule : rules) {
        if (rule->among.empty()) return {};
        for (PersonId& person : resolve_people(rule->among, asking, node, step.world()))
            people.push_back(std::move(person));
    }
    return people;
}

// A list of people may be chosen for a node whose rules leave the choice to the initiator, out of those they
// permit.
Refusal check_choice(Step& step, const wf::Choice& choice) {
    std::vector<const ApproverRule*> rules;
    if (const Node* node = step.definition().find_node(choice.node))
        for (const ApproverRule& rule : node->approval.approvers)
            if (rule.kind == RuleKind::ChosenAtStart) rules.push_back(&rule);
    if (rules.empty())
        return refuse::bad_choice(choice.node, "The node has no approver rule \"chosen_at_start\".");
    const std::vector<PersonId> active = step.world().active(choice.people);
    for (const PersonId& person : choice.people)
        if (!contains(active, person)) return refuse::unknown_person(person);
    const std::optional<std::vector<PersonId>> among = permitted(step, rules, choice.node);
    for (const PersonId& person : choice.people)
        if (among && !contains(*among, person))
            return refuse::bad_choice(choice.node,
                                      "\"" + person + "\" is not among those who may be chosen.");
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
                              .parent = command.parent,
                              .parent_token = command.parent_token,
                              .chosen = command.chosen,
                              .data = std::move(form)});
    step.go_to(step.definition().start);
    return {};
}

}  // namespace wf
