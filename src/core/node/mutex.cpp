// At most one of the activities that share a mutex is active at a time; whoever comes later waits before their
// node, on their flow.
#include "core/node/node.hpp"

namespace wf {

bool is_taken(const Step& step, const std::string& mutex) {
    for (const Token& token : step.state().tokens)
        if (!token.waits() && step.node_of(token).mutex == mutex) return true;
    return false;
}

Refusal look_at_mutexes(Step& step, bool& moved) {
    for (const Token& token : step.state().tokens) {
        if (!token.waits()) continue;
        const Node& node = step.node_of(token);
        if (is_join(node) || is_taken(step, node.mutex)) continue;
        moved = true;
        const auto index = static_cast<NodeIndex>(&node - step.definition().nodes.data());
        const TokenId scope = token.scope;
        const std::vector<std::string> after = token.after;
        step.emit(TokensMerged{.tokens = {token.id}});
        return enter(step, {.node = index, .scope = scope, .after = after});
    }
    return {};
}

}  // namespace wf
