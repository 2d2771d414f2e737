// A node is rejected: by its rule, or by a policy. What follows is its on_reject.
#include "core/model/kept_flow.hpp"
#include "core/node/node.hpp"
#include "core/node/reach.hpp"
#include "core/node/rewind.hpp"

namespace wf {
namespace {

void end_rejected(Step& step, TokenId token) {
    step.emit(NodeCompleted{.token = token, .outcome = "rejected"});
    end_instance(step, Status::Rejected);
}

// As if somebody had sent it back, and forward from there.
Refusal begin_again_at(Step& step, const Node& from, TokenId token, const std::string& to) {
    const Node& target = *step.definition().find_node(to);
    Place place;
    if (Refusal refused = find_place(step, index_of(step.definition(), target),
                                     step.state().find_token(token)->scope, place))
        return refused;
    const bool to_initiator = target.type == NodeType::Start;
    step.emit(SentBack{.from = from.id,
                       .to = to,
                       .seat = {},
                       .to_initiator = to_initiator,
                       .undone = undone_by(step, place)});
    rewind(step, place.top, place.scope);
    if (!to_initiator) return go_to_place(step, place, {});
    give_to_initiator(step, place.target);
    return {};
}

}  // namespace

Refusal reject_node(Step& step, TokenId token) {
    const Node& node = step.node_of(*step.state().find_token(token));
    const std::string& to = node.approval.reject_to;
    close_pending(step, token);
    switch (node.approval.on_reject) {
        case OnReject::End: break;
        case OnReject::Flow: return leave_by(step, node, token, "rejected", is_reject_flow);
        case OnReject::Start:
        case OnReject::Node: {
            const std::string& id =
                node.approval.on_reject == OnReject::Start ? step.state().passages.front().node : to;
            // Nobody could go on: the initiator has left, or a token was put here by hand.
            if (must_be_passed(step, id)) break;
            return begin_again_at(step, node, token, id);
        }
    }
    end_rejected(step, token);
    return {};
}

}  // namespace wf
