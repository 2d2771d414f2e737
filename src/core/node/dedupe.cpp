// dedupe: whoever has approved before need not sign again. Their seat is approved in their place, in a log entry of
// the system that cites their earlier signature. Never because of a signature that has become stale (material
// fields have changed, or it was sent back), nor of one at this very node; and never who was added by hand.
//   once         they have approved another node of this instance
//   consecutive  they have approved the node just before, on this way
//   last         they will be asked again later on this way, and sign there
#include "core/log/evolve.hpp"
#include "core/model/names.hpp"
#include "core/node/node.hpp"
#include "core/outlook/predict.hpp"

#include <algorithm>

namespace wf {
namespace {

// Enough to see the end of any ordinary process.
constexpr std::size_t max_entries_ahead = 200;

bool counts(const Step& step, const Signature& signature, const Seat& seat, const Token& token) {
    if (signature.stale || signature.person != seat.principal || signature.node == token.node) return false;
    const Node* node = step.definition().find_node(signature.node);
    return node && node->type == NodeType::Approval;
}

bool is_just_before(const State& state, const Signature& signature, const Token& token) {
    const Passage* passage = state.find_passage(signature.node);
    return passage && passage->rounds == signature.round &&
           std::find(token.after.begin(), token.after.end(), signature.node) != token.after.end();
}

std::string because(const Signature& signature, Dedupe policy) {
    return "\"" + signature.person + "\" has approved node \"" + signature.node + "\" before, in entry " +
           std::to_string(signature.seq) + "; dedupe: " + std::string{name_of(policy)};
}

}  // namespace

void look_for_duplicate(Step& step, SeatId id) {
    const Seat& seat = *step.state().find_seat(id);
    const Token& token = *step.state().find_token(seat.token);
    const Dedupe policy = step.node_of(token).approval.dedupe;
    if (policy == Dedupe::Off || seat.principal.empty() || seat.is_added()) return;
    if (policy == Dedupe::Last) return step.defer(SeatToPass{.seat = id, .cites = 0, .because = {}});
    const auto& signatures = step.state().signatures;
    for (auto signature = signatures.rbegin(); signature != signatures.rend(); ++signature) {
        if (!counts(step, *signature, seat, token)) continue;
        if (policy == Dedupe::Consecutive && !is_just_before(step.state(), *signature, token)) continue;
        return step.defer(
            SeatToPass{.seat = id, .cites = signature->seq, .because = because(*signature, policy)});
    }
}

std::optional<std::string> later_node_of(Step& step, SeatId id) {
    if (!step.limits().look_ahead) return {};
    const Seat seat = *step.state().find_seat(id);
    const std::string here = step.state().find_token(seat.token)->node;
    DecideLimits limits = step.limits();
    limits.look_ahead = false;
    limits.trace = nullptr;
    State state = step.state();
    const Outlook outlook = look_ahead(step.definition(), state, step.world(), max_entries_ahead, limits);
    for (const Entry& entry : outlook.entries) {
        for (const Event& event : entry.events) {
            evolve(state, event);
            const auto* created = std::get_if<SeatsCreated>(&event);
            if (!created) continue;
            for (const Seat& later : created->seats) {
                const std::string& node = state.find_token(later.token)->node;
                if (later.principal == seat.principal && node != here &&
                    step.definition().find_node(node)->type == NodeType::Approval)
                    return node;
            }
        }
    }
    return {};
}

Refusal apply_policy(Step& step, const SeatToPass& policy) {
    const Seat seat = *step.state().find_seat(policy.seat);
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    step.call_it("approve");
    step.about(node.id, seat.id);
    step.on_behalf_of(seat.principal);
    step.explain(policy.because);
    step.emit(SeatPassed{
        .seat = seat.id, .policy = std::string{name_of(node.approval.dedupe)}, .cites = policy.cites});
    return settle(step, seat.token);
}

}  // namespace wf
