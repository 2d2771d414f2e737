#include "core/decide/choices.hpp"

#include "core/approver/resolve.hpp"
#include "core/base/lists.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

struct Permitted {
    bool everybody = false;
    std::vector<PersonId> people;
};

Refusal find_permitted(Step& step, const std::vector<const ApproverRule*>& rules, std::string_view node,
                       TokenId at, Permitted& permitted) {
    for (const ApproverRule* rule : rules) {
        permitted.everybody = permitted.everybody || rule->among.empty();
        std::vector<Candidate> found;
        if (Refusal refused = find_people(step, rule->among, Combine::Union, false, node, at, found))
            return refused;
        for (Candidate& candidate : found) permitted.people.push_back(std::move(candidate.person));
    }
    return {};
}

Refusal check_choice(Step& step, const wf::Choice& choice, RuleKind kind, TokenId at) {
    std::vector<const ApproverRule*> rules;
    if (const Node* node = step.definition().find_node(choice.node))
        for (const ApproverRule& rule : node->approval.approvers)
            if (rule.kind == kind) rules.push_back(&rule);
    if (rules.empty())
        return refuse::bad_choice(
            choice.node, std::string{"The node has no approver rule \""} +
                             (kind == RuleKind::ChosenAtStart ? "chosen_at_start" : "chosen_by_previous") +
                             "\".");
    const std::vector<PersonId> active = step.world().active(choice.people);
    for (const PersonId& person : choice.people)
        if (!contains(active, person)) return refuse::unknown_person(person);
    Permitted permitted;
    if (Refusal refused = find_permitted(step, rules, choice.node, at, permitted)) return refused;
    for (const PersonId& person : choice.people)
        if (!permitted.everybody && !contains(permitted.people, person))
            return refuse::bad_choice(choice.node,
                                      "\"" + person + "\" is not among those who may be chosen.");
    return {};
}

}  // namespace

Refusal check_choices(Step& step, const std::vector<wf::Choice>& chosen, RuleKind kind, TokenId at) {
    for (const wf::Choice& choice : chosen)
        if (Refusal refused = check_choice(step, choice, kind, at)) return refused;
    return {};
}

}  // namespace wf
