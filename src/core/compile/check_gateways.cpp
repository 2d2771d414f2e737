#include "core/compile/check.hpp"

#include <string_view>

namespace wf::compiler {
namespace {

void check_misplaced(const Draft& draft, FlowIndex i, Report& report) {
    const FlowSource& source = draft.flows[i];
    const Flow& flow = draft.definition.flows[i];
    if (flow.is_default && source.has_condition)
        report.error("conflicting_keys", child(source.path, "when"),
                     "default flow " + quoted(flow.id) + " has a condition",
                     "The default is taken when no condition holds; leave one of them out.");
    if (!source.from_exists || !draft.nodes[flow.from].has_known_type) return;
    const Node& from = draft.definition.nodes[flow.from];
    if (from.type == NodeType::Exclusive) return;
    static constexpr std::string_view hint = "Put an exclusive gateway behind it.";
    if (source.has_condition)
        report.error("misplaced_condition", child(source.path, "when"),
                     "flow " + quoted(flow.id) + " has a condition, but node " + quoted(from.id) +
                         " is not an exclusive gateway",
                     std::string{hint});
    if (flow.is_default)
        report.error("misplaced_default", child(source.path, "default"),
                     "flow " + quoted(flow.id) + " is a default, but node " + quoted(from.id) +
                         " is not an exclusive gateway",
                     std::string{hint});
}

void check_exclusive(const Draft& draft, NodeIndex i, Report& report) {
    const Node& node = draft.definition.nodes[i];
    bool has_default = false;
    bool has_unconditional = false;
    for (const FlowIndex k : node.outgoing) {
        const Flow& flow = draft.definition.flows[k];
        const FlowSource& source = draft.flows[k];
        if (flow.is_default && has_default)
            report.error("several_defaults", child(source.path, "default"),
                         "node " + quoted(node.id) + " has more than one default flow");
        has_default = has_default || flow.is_default;
        if (flow.is_default || source.has_condition) continue;
        has_unconditional = true;
        if (node.outgoing.size() > 1)
            report.error(
                "missing_condition", source.path,
                "flow " + quoted(flow.id) + " out of gateway " + quoted(node.id) + " has no condition",
                "Give it \"when\", or mark it as \"default\": true.");
    }
    if (!has_default && !has_unconditional && !node.outgoing.empty())
        report.warning(
            "missing_default", draft.nodes[i].path, "gateway " + quoted(node.id) + " has no default flow",
            "If no condition holds, the person who acts gets an error; mark one flow as \"default\": true.");
}

}  // namespace

void check_gateways(const Draft& draft, Report& report) {
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) check_misplaced(draft, i, report);
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i)
        if (draft.nodes[i].has_known_type && draft.definition.nodes[i].type == NodeType::Exclusive)
            check_exclusive(draft, i, report);
}

}  // namespace wf::compiler
