// Link events: a jump written as two nodes. What throws and what catches is seen from the flows, as BPMN's
// two symbols are told apart by whether a flow goes in or comes out.
#include "core/compile/link.hpp"

#include <map>
#include <utility>

namespace wf::compiler {
namespace {

using Place = std::pair<NodeIndex, std::string_view>;  // scope and name

void add_flow(Draft& draft, NodeIndex from, NodeIndex to, UsedIds& ids) {
    const auto index = static_cast<FlowIndex>(draft.flows.size());
    std::vector<Node>& nodes = draft.definition.nodes;
    Flow flow;
    flow.id = ids.generate("link:" + nodes[from].event.name);
    flow.from = from;
    flow.to = to;
    FlowSource source{.path = draft.nodes[from].path};
    source.from = nodes[from].id;
    source.to = nodes[to].id;
    source.scope = nodes[from].parent;
    source.from_exists = source.to_exists = true;
    nodes[from].outgoing.push_back(index);
    nodes[to].incoming.push_back(index);
    draft.definition.flows.push_back(std::move(flow));
    draft.flows.push_back(std::move(source));
}

}  // namespace

void link_links(Draft& draft, UsedIds& ids, Report& report) {
    std::map<Place, NodeIndex> catches;
    std::vector<NodeIndex> throws;
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        Node& node = draft.definition.nodes[i];
        if (!draft.nodes[i].has_known_type || node.event.kind != EventKind::Link) continue;
        if (!node.incoming.empty()) {
            node.type = NodeType::Throw;
            throws.push_back(i);
            continue;
        }
        if (node.event.name.empty()) continue;  // reported as missing
        const auto [other, is_new] = catches.emplace(Place{node.parent, node.event.name}, i);
        if (!is_new)
            report.error("several_link_catches", draft.nodes[i].path,
                         "link " + in_quotes(node.event.name) + " is caught by both " +
                             in_quotes(draft.definition.nodes[other->second].id) + " and " + in_quotes(node.id),
                         "All throws of a link lead to one catch.");
    }
    for (const NodeIndex i : throws) {
        const Node& node = draft.definition.nodes[i];
        for (const FlowIndex flow : node.outgoing)
            report.error("bad_link", draft.flows[flow].path,
                         "flow " + in_quotes(draft.definition.flows[flow].id) + " comes out of link " +
                             in_quotes(node.id) + ", which has a flow going in",
                         "A link either throws (flows go in) or catches (flows come out).");
        if (!node.outgoing.empty() || node.event.name.empty()) continue;
        const auto target = catches.find(Place{node.parent, node.event.name});
        if (target != catches.end())
            add_flow(draft, i, target->second, ids);
        else
            report.error("link_without_catch", draft.nodes[i].path,
                         "no link node catches " + in_quotes(node.event.name),
                         "Add a node of type \"link\" with this name and no flow going in.");
    }
}

}  // namespace wf::compiler
