// A multi-instance activity gets one more instance while it runs: at once in parallel, at its end in
// sequence.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

const Body* running_body(const Step& step, const Node& node) {
    if (node.loop.kind != LoopKind::Parallel && node.loop.kind != LoopKind::Sequential) return nullptr;
    for (const Body& body : step.state().bodies)
        if (step.state().find_token(body.token)->node == node.id) return &body;
    return nullptr;
}

}  // namespace

Refusal decide_command(Step& step, const AddInstance& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_take_part(step, "add instances to")) return refused;
    const Node* node = step.definition().find_node(command.node);
    if (!node) return refuse::node_not_found(command.node);
    const Body* body = running_body(step, *node);
    if (!body) return refuse::node_not_repeated(command.node);
    step.about(node->id);
    return add_instance(step, body->token, command.item.value_or(Json{}));
}

}  // namespace wf
