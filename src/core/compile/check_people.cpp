// Settings of approvals and tasks that cannot go together, or that can have no effect.
#include "core/compile/check.hpp"
#include "core/model/names.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace wf::compiler {
namespace {

bool is_group(const ApproverRule& rule) {
    return rule.kind == RuleKind::Role || (rule.kind == RuleKind::Department && !rule.head);
}

bool finds_one_at_most(const ApproverRule& rule) {
    switch (rule.kind) {
        case RuleKind::Users: return rule.users.size() == 1;
        case RuleKind::Department: return rule.head;
        case RuleKind::ReportingLine:
            return rule.line.end == LineEnd::Level && (!rule.line.continuous || rule.line.level == 1);
        case RuleKind::Initiator:
        case RuleKind::LastHandler: return true;
        case RuleKind::Role:
        case RuleKind::Position:
        case RuleKind::ChosenAtStart:
        case RuleKind::Expression:
        case RuleKind::FormField:
        case RuleKind::ChosenByPrevious:
        case RuleKind::Function: break;
    }
    return false;
}

// Whether several people can see one and the same task, so that there is something to claim. The candidates
// of a task share it always; the approvers of a node only as a group that stays one.
bool can_be_shared(const Node& node) {
    const ApprovalSettings& settings = node.approval;
    if (settings.assign != Assign::Everyone) return false;
    const std::vector<ApproverRule>& rules = settings.approvers;
    if (node.type == NodeType::Task) return rules.size() != 1 || !finds_one_at_most(rules.front());
    return settings.mode == Mode::Any && settings.binding != Binding::Fixed &&
           std::any_of(rules.begin(), rules.end(), is_group);
}

class PeopleCheck {
public:
    PeopleCheck(const Draft& draft, NodeIndex i, Report& report)
        : draft_{draft}, node_{draft.definition.nodes[i]}, path_{draft.nodes[i].path}, report_{report} {}

    void run() {
        check_binding();
        check_assign();
        check_claim();
        const ApprovalSettings& settings = node_.approval;
        if (settings.on_timeout == OnTimeout::Flow)
            check_kept_flow(settings.timeout_flow, "on_timeout",
                            "when the time of node " + in_quotes(node_.id) + " is over",
                            "Hang a boundary event of type \"timer\" on it.");
        if (settings.on_reject == OnReject::Flow)
            check_kept_flow(settings.reject_to, "on_reject",
                            "when node " + in_quotes(node_.id) + " is rejected",
                            "Let it end, or go back to a node.");
    }

private:
    std::string path(std::string_view key) const { return child(path_, key); }
    bool needs_several() const {
        return node_.type == NodeType::Approval && node_.approval.mode != Mode::Any;
    }
    std::string mode() const { return in_quotes(name_of(node_.approval.mode)); }

    void check_binding() {
        if (node_.approval.binding != Binding::Late) return;
        if (needs_several())
            report_.error("conflicting_keys", path("binding"),
                          "a group cannot stay one in mode " + mode() + ": node " + in_quotes(node_.id) +
                              " has to know its signers",
                          "Set \"binding\": \"fixed\", or leave it out.");
        else if (node_.approval.assign != Assign::Everyone)
            report_.error("conflicting_keys", path("binding"),
                          "\"assign\" chooses one of the people, so no group stays open",
                          "Leave \"binding\" out.");
    }

    void check_assign() {
        if (node_.approval.assign != Assign::Everyone && needs_several())
            report_.warning("one_signer", path("assign"),
                            "\"assign\" gives only one person a seat, so mode " + mode() + " of node " +
                                in_quotes(node_.id) + " has one signer",
                            "Leave \"assign\" out to ask everybody.");
    }

    void check_claim() {
        if (node_.approval.must_claim && !can_be_shared(node_))
            report_.warning("nothing_to_claim", path("claim"),
                            "no task of node " + in_quotes(node_.id) + " is open to several people",
                            node_.type == NodeType::Task
                                ? "Name candidates, or leave \"claim\" out."
                                : "Only a role or department in mode \"any\" is; leave \"claim\" out.");
    }

    void check_kept_flow(const std::string& id, std::string_view key, const std::string& when,
                         std::string_view instead) {
        if (id.empty()) return;  // reported as missing
        const std::string where = child(path(key), "flow");
        std::vector<std::string_view> ids;
        const FlowSource* found = nullptr;
        for (const FlowIndex i : node_.outgoing) {
            const Flow& flow = draft_.definition.flows[i];
            ids.push_back(flow.id);
            if (flow.id == id) found = &draft_.flows[i];
        }
        if (found == nullptr) {
            std::string hint = report_.did_you_mean(id, ids);
            if (hint.empty()) hint = "Give the flow an \"id\" and name it here.";
            report_.error("unknown_flow", where,
                          "no flow " + in_quotes(id) + " comes out of node " + in_quotes(node_.id),
                          std::move(hint));
            return;
        }
        if (found->has_condition)
            report_.warning("condition_ignored", child(found->path, "when"),
                            "flow " + in_quotes(id) + " is taken " + when + ", whatever its condition says",
                            "Put an exclusive gateway behind it.");
        if (node_.loop.kind != LoopKind::None)
            report_.error("conflicting_keys", where,
                          "node " + in_quotes(node_.id) + " is repeated, so one of its tasks cannot leave it",
                          std::string{instead});
    }

    const Draft& draft_;
    const Node& node_;
    const std::string& path_;
    Report& report_;
};

}  // namespace

void check_people(const Draft& draft, Report& report) {
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        const NodeType type = draft.definition.nodes[i].type;
        if (draft.nodes[i].has_known_type && (type == NodeType::Approval || type == NodeType::Task))
            PeopleCheck{draft, i, report}.run();
    }
}

}  // namespace wf::compiler
