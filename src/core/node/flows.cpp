// Which flows a token takes out of its node.
//   exclusive gateway: the first whose condition holds, in document order; else the default
//   inclusive and complex gateways, activities: all without a condition and all whose condition holds; if
//   that is none, the
//     default
//   everything else: all
// never one that is kept for a deadline or a rejection.
// Flows to choose from, but none selected: a refusal, and nothing of the command is kept. A node without any
// flow ends its token (the compiler allows that where it is meant).
#include "core/base/local_message.hpp"
#include "core/model/kept_flow.hpp"
#include "core/node/node.hpp"
#include "core/node/rewind.hpp"
#include "core/step/condition_scope.hpp"

namespace wf {
namespace {

Refusal flow_holds(Step& step, const Node& node, const Flow& flow, TokenId scope, bool& result) {
    if (Refusal refused = holds(step, *flow.when, scope, "the condition of flow " + flow_named(flow.id), result))
        return refused;
    if (step.limits().trace) step.limits().trace->chose(node, flow);
    if (step.scope(scope).business_row_missing()) return refuse::business_row_missing(node.id);
    return {};
}

Refusal select(Step& step, const Node& node, TokenId scope, std::vector<FlowIndex>& selected) {
    std::optional<FlowIndex> otherwise;
    bool has_flows = false;
    for (const FlowIndex index : node.outgoing) {
        const Flow& flow = step.definition().flows[index];
        if (is_kept(node, flow)) continue;
        has_flows = true;
        if (flow.is_default) {
            otherwise = index;
            continue;
        }
        bool taken = true;
        if (flow.when)
            if (Refusal refused = flow_holds(step, node, flow, scope, taken)) return refused;
        if (!taken) continue;
        selected.push_back(index);
        if (node.type == NodeType::Exclusive) return {};
    }
    if (selected.empty() && otherwise) selected.push_back(*otherwise);
    if (selected.empty() && has_flows) return refuse::no_flow_selected(node);
    return {};
}

}  // namespace

Refusal leave_by(Step& step, const Node& node, TokenId token, std::string_view outcome,
                 bool (*is_meant)(const Node&, const Flow&)) {
    const Token left = *step.state().find_token(token);
    drop_return(step, token);
    complete(step, token, outcome);
    if (left.scope.value != 0 && !step.state().find_token(left.scope)) return {};  // canceled its own scope
    for (const FlowIndex index : node.outgoing) {
        const Flow& flow = step.definition().flows[index];
        if (!is_meant(node, flow)) continue;
        step.emit(FlowTaken{.flow = flow.id});
        step.go_to({.node = flow.to, .scope = left.scope, .flow = flow.id, .after = left.after});
    }
    return {};
}

Refusal take_flows(Step& step, const Node& node, TokenId scope, const std::vector<std::string>& after) {
    std::vector<FlowIndex> selected;
    if (Refusal refused = select(step, node, scope, selected)) return refused;
    for (const FlowIndex index : selected) {
        const Flow& flow = step.definition().flows[index];
        step.emit(FlowTaken{.flow = flow.id});
        step.go_to({.node = flow.to, .scope = scope, .flow = flow.id, .after = after});
    }
    return {};
}

}  // namespace wf
