#include "core/node/node.hpp"

namespace wf {

Refusal enter(Step& step, const Node& node) {
    const TokenId token = step.next_token();
    const Passage* before = step.state().find_passage(node.id);
    step.emit(NodeEntered{.token = token, .node = node.id, .round = before ? before->rounds + 1 : 1});
    switch (node.type) {
        case NodeType::Start:
            enter_start(step, token);
            return {};
        case NodeType::Approval:
            enter_approval(step, node, token);
            return {};
        case NodeType::Copy:
            enter_copy(step, node, token);
            return {};
        case NodeType::Exclusive:
            return enter_exclusive(step, node, token);
        case NodeType::End:
            enter_end(step, token);
            return {};
        case NodeType::Task:
        case NodeType::Service:
        case NodeType::Script:
        case NodeType::Pass:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::Complex:
        case NodeType::EventGateway:
        case NodeType::Catch:
        case NodeType::Throw:
        case NodeType::Boundary:
        case NodeType::Subprocess:
        case NodeType::Call:
            break;
    }
    return {};
}

void leave(Step& step, TokenId token, std::string_view outcome) {
    const Node& node = *step.definition().find_node(step.state().find_token(token)->node);
    leave_by(step, token, node.outgoing.front(), outcome);
}

void leave_by(Step& step, TokenId token, FlowIndex index, std::string_view outcome) {
    const Flow& flow = step.definition().flows[index];
    step.emit(NodeCompleted{.token = token, .outcome = std::string{outcome}});
    step.emit(FlowTaken{.flow = flow.id});
    step.go_to(flow.to);
}

}  // namespace wf
