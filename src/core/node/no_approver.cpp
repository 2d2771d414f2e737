// on_no_approver: what happens when nobody can decide a node: its rules found nobody, or too few to win its
// vote, or the last seat was removed, or all have abstained. It never passes silently: the policy speaks in a
// log entry of its own, as the system, and says why.
#include "core/approver/resolve.hpp"
#include "core/model/names.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

bool had_seats(const State& state, TokenId token) {
    for (const Seat& seat : state.seats)
        if (seat.token == token) return true;
    return false;
}

std::string reason(const Step& step, const Node& node, TokenId token) {
    std::string text = node.approval.mode == Mode::Vote ? "not enough approvers were found by "
                                                        : "no approver was found by ";
    if (had_seats(step.state(), token)) text = "nobody is left who can decide, of those found by ";
    const std::vector<ApproverRule>& rules = node.approval.approvers;
    for (std::size_t i = 0; i < rules.size(); ++i) text += (i ? ", " : "") + rules[i].text;
    return text + "; on_no_approver: " + std::string{name_of(node.approval.on_no_approver)};
}

Refusal stand_ins(Step& step, const Node& node, TokenId token, Seating& seating) {
    ApproverRule rule;
    if (node.approval.on_no_approver == NoApprover::Users) rule.users = node.approval.no_approver_users;
    if (node.approval.on_no_approver == NoApprover::Superior) rule.kind = RuleKind::ReportingLine;
    const std::vector<Candidate> found =
        resolve({rule}, Combine::Union, false, step.state(), node.id, step.world());
    if (Refusal refused = seat_candidates(step, node, token, found, seating)) return refused;
    drop_seated(step, token, seating);
    if (!seating.seats.empty()) return {};
    // Administrators, and whoever becomes one: a late-bound group, so the node cannot hang on an empty role.
    Seat shared;
    shared.candidates = {std::string{administrators}};
    seating.seats.push_back(std::move(shared));
    return {};
}

}  // namespace

Refusal apply_policy(Step& step, const NobodyLeft& policy) {
    const TokenId token = policy.token;
    const Node& node = step.node_of(*step.state().find_token(token));
    const ApprovalSettings& settings = node.approval;
    const std::string why = reason(step, node, token);
    step.about(node.id);
    step.explain(why);
    step.emit(ApproverMissing{.token = token, .policy = std::string{name_of(settings.on_no_approver)}});
    switch (settings.on_no_approver) {
        case NoApprover::Approve:
            step.call_it("approve");
            close_pending(step, token);
            return leave(step, token, "approved");
        case NoApprover::Reject: step.call_it("reject"); return reject_node(step, token);
        case NoApprover::Hold:
            step.call_it("hold");
            step.emit(NodeHeld{.token = token, .reason = why});
            return {};
        case NoApprover::Admin:
        case NoApprover::Superior:
        case NoApprover::Users: {
            Seating seating;
            if (Refusal refused = stand_ins(step, node, token, seating)) return refused;
            open_seats(step, token, std::move(seating), settings.mode == Mode::Sequential);
            return {};
        }
    }
    return {};
}

}  // namespace wf
