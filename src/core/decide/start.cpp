#include "core/approver/resolve.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/form_data.hpp"
#include "core/node/node.hpp"

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

// Without a name: the plain start, or the first one if all of them wait for events.
const Node* start_node(const Definition& definition, std::string_view id) {
    if (!id.empty()) return definition.find_node(id);
    if (definition.start != no_node) return &definition.nodes[definition.start];
    return definition.event_starts.empty() ? nullptr : &definition.nodes[definition.event_starts.front()];
}

}  // namespace

Refusal decide_command(Step& step, const Start& command) {
    const PersonId& initiator = step.command().actor;
    const bool is_called = command.parent.value != 0;
    // A message, a timer or another instance may start one without anybody there.
    const bool by_system = initiator == system_actor && step.command().by_administrator;
    if (!by_system && !is_called && step.world().active({initiator}).empty())
        return refuse::unknown_person(initiator);
    const Node* start = start_node(step.definition(), command.node);
    if (!start) return refuse::node_not_found(command.node);
    Json form;
    const auto read = is_called ? read_called_form : read_form;
    if (Refusal refused = read(step.definition(), command.data, step.world(), form)) return refused;
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
    step.go_to({.node = static_cast<NodeIndex>(start - step.definition().nodes.data())});
    return arm_event_subprocesses(step, step.definition().event_subprocesses, {});
}

}  // namespace wf
