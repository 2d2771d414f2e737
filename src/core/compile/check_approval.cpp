#include "core/compile/check.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::compiler {
namespace {

// How many votes the people who can sign have at most, if the rules say by themselves who they are.
std::optional<std::int64_t> most_votes(const ApprovalSettings& settings) {
    std::set<PersonId> persons;
    std::int64_t others = 0;  // one person each whose name is not known here
    for (const ApproverRule& rule : settings.approvers) {
        if (rule.kind == RuleKind::Users)
            persons.insert(rule.users.begin(), rule.users.end());
        else if (rule.kind == RuleKind::Initiator || (rule.kind == RuleKind::Department && rule.head))
            ++others;
        else
            return std::nullopt;
    }
    std::unordered_map<std::string_view, std::int64_t> weights;
    std::int64_t greatest = 1;
    for (const Weight& weight : settings.vote.weights) {
        weights.emplace(weight.person, weight.votes);
        greatest = std::max(greatest, weight.votes);
    }
    if (settings.assign != Assign::Everyone) return greatest;
    std::int64_t votes = others * greatest;
    for (const PersonId& person : persons) {
        const auto weight = weights.find(person);
        votes += weight != weights.end() ? weight->second : 1;
    }
    return votes;
}

void check_vote(const Draft& draft, NodeIndex i, Report& report) {
    const Node& node = draft.definition.nodes[i];
    const std::string& path = draft.nodes[i].path;
    if (node.approval.mode != Mode::Vote) {
        if (draft.nodes[i].has_vote)
            report.error("conflicting_keys", child(path, "vote"),
                         "node " + in_quotes(node.id) + " has \"vote\", but its mode is not \"vote\"",
                         "Set \"mode\": \"vote\", or leave \"vote\" out.");
        return;
    }
    if (!draft.nodes[i].has_vote) {
        report.error("missing_key", path,
                     "key \"vote\" is missing: node " + in_quotes(node.id) + " has mode \"vote\"",
                     "Say how many votes are needed, for example \"vote\": {\"need\": \"2/3\"}.");
        return;
    }
    const Need& need = node.approval.vote.need;
    const auto most = most_votes(node.approval);
    if (!most || *most == 0 || need.is_share || need.count <= *most) return;
    const bool is_weighted = !node.approval.vote.weights.empty();
    const std::string_view have = is_weighted ? "vote" : "approver";
    report.warning("need_too_high", child(child(path, "vote"), "need"),
                   "node " + in_quotes(node.id) + " needs " + std::to_string(need.count) + " votes, but has " +
                       std::to_string(*most) + " " + std::string{have} + (*most == 1 ? "" : "s"),
                   "It can pass only if signers are added by hand.");
}

}  // namespace

void check_approval(const Draft& draft, Report& report) {
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i)
        if (draft.nodes[i].has_known_type && draft.definition.nodes[i].type == NodeType::Approval)
            check_vote(draft, i, report);
}

}  // namespace wf::compiler
