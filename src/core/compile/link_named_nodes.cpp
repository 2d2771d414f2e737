#include "core/compile/link.hpp"

namespace wf::compiler {
namespace {

void link_cancels(Draft& draft, NodeIndex i, const NodeIds& ids, Report& report) {
    const std::vector<std::string>& named = draft.nodes[i].cancels;
    for (std::size_t k = 0; k < named.size(); ++k) {
        const NodeIndex node = ids.find(named[k]);
        if (node != no_node)
            draft.definition.nodes[i].cancels.push_back(node);
        else
            report.error(
                "unknown_node", child(child(draft.nodes[i].path, "cancels"), k),
                "node " + in_quotes(draft.definition.nodes[i].id) + " cancels unknown node " + in_quotes(named[k]),
                ids.did_you_mean(named[k]));
    }
}

bool has_compensable(const Draft& draft, NodeIndex i) {
    const Node& node = draft.definition.nodes[i];
    // What lies in a subprocess is compensated with it; what a subprocess has, its own check says.
    return !draft.nodes[i].has_known_type || node.type == NodeType::Subprocess ||
           node.compensated_by != no_node;
}

void check_compensated(const Draft& draft, NodeIndex i, const NodeIds& ids, Report& report) {
    const Node& node = draft.definition.nodes[i];
    const bool throws = node.type == NodeType::Throw || node.type == NodeType::End;
    if (!throws || node.event.kind != EventKind::Compensation || node.event.name.empty()) return;
    const std::string path =
        child(draft.nodes[i].path, node.type == NodeType::Throw ? "node" : "compensation");
    const NodeIndex target = ids.find(node.event.name);
    if (target == no_node)
        report.error("unknown_node", path,
                     "node " + in_quotes(node.id) + " compensates unknown node " + in_quotes(node.event.name),
                     ids.did_you_mean(node.event.name));
    else if (!has_compensable(draft, target))
        report.warning("nothing_to_compensate", path,
                       "node " + in_quotes(node.event.name) + " has no compensation handler",
                       "Give it a boundary event of type \"compensation\".");
}

// A start stands for the initiator.
bool has_handler(const Node& node) {
    return node.type == NodeType::Approval || node.type == NodeType::Task || node.type == NodeType::Start;
}

void check_signed(const Draft& draft, const NodeUse& use, const NodeIds& ids, Report& report) {
    const NodeIndex node = ids.find(use.id);
    if (node == no_node)
        report.error("unknown_node", use.path, in_quotes(use.what) + " names unknown node " + in_quotes(use.id),
                     ids.did_you_mean(use.id));
    else if (draft.nodes[node].has_known_type && !has_handler(draft.definition.nodes[node]))
        report.error("bad_value", use.path, "nobody acts on node " + in_quotes(use.id),
                     "Name an approval, a task, or a start: it stands for the initiator.");
}

}  // namespace

void link_named_nodes(Draft& draft, const NodeIds& ids, Report& report) {
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        if (!draft.nodes[i].has_known_type) continue;
        link_cancels(draft, i, ids, report);
        check_compensated(draft, i, ids, report);
    }
    for (const NodeUse& use : draft.signed_nodes) check_signed(draft, use, ids, report);
}

}  // namespace wf::compiler
