// on_no_approver: what happens when the rules of an approval find nobody. It never passes silently: the
// policy speaks in a log entry of its own, as the system, and says why.
#include "core/approver/resolve.hpp"
#include "core/names.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

std::string reason(const Node& node) {
    std::string text = node.approval.mode == Mode::Vote ? "not enough approvers were found by "
                                                        : "no approver was found by ";
    const std::vector<ApproverRule>& rules =
        node.type == NodeType::Task ? node.candidates : node.approval.approvers;
    for (std::size_t i = 0; i < rules.size(); ++i) text += (i ? ", " : "") + rules[i].text;
    return text + "; on_no_approver: " + std::string{name_of(node.approval.on_no_approver)};
}

std::vector<Candidate> stand_ins(Step& step, const Node& node) {
    ApproverRule rule;
    if (node.approval.on_no_approver == NoApprover::Users) rule.users = node.approval.no_approver_users;
    if (node.approval.on_no_approver == NoApprover::Superior) rule.kind = RuleKind::ReportingLine;
    std::vector<Candidate> candidates = resolve({rule}, false, step.state(), node.id, step.world());
    // Administrators, and whoever becomes one: a late-bound group, so the node can't hang on an empty role.
    if (candidates.empty()) candidates.push_back(Candidate{.person = {}, .group = "role:admin"});
    return candidates;
}

}  // namespace

Refusal apply_no_approver_policy(Step& step, TokenId token) {
    const Node& node = *step.definition().find_node(step.state().find_token(token)->node);
    const ApprovalSettings& settings = node.approval;
    step.about(node.id);
    step.explain(reason(node));
    step.emit(ApproverMissing{.token = token, .policy = std::string{name_of(settings.on_no_approver)}});
    switch (settings.on_no_approver) {
        case NoApprover::Approve:
            step.call_it("approve");
            return leave(step, token, "approved");
        case NoApprover::Reject:
            step.call_it("reject");
            step.emit(NodeCompleted{.token = token, .outcome = "rejected"});
            end_instance(step, Status::Rejected);
            return {};
        case NoApprover::Hold:
            step.call_it("hold");
            step.emit(NodeHeld{.token = token, .reason = reason(node)});
            return {};
        case NoApprover::Admin:
        case NoApprover::Superior:
        case NoApprover::Users:
            seat_people(step, token, stand_ins(step, node), settings.mode == Mode::Sequential);
            return {};
    }
    return {};
}

}  // namespace wf
