#include "core/compile/link.hpp"

namespace wf::compiler {
namespace {

void link_start(Definition& definition, NodeIndex i) {
    const Node& start = definition.nodes[i];
    if (start.parent != no_node) {
        NodeIndex& first = definition.nodes[start.parent].start;
        if (first == no_node) first = i;
    } else if (start.event.kind != EventKind::None) {
        definition.event_starts.push_back(i);
    } else if (definition.start == no_node) {
        definition.start = i;
    }
}

}  // namespace

void link_starts(Draft& draft) {
    Definition& definition = draft.definition;
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        if (!draft.nodes[i].has_known_type) continue;
        const Node& node = definition.nodes[i];
        if (node.type == NodeType::Start) link_start(definition, i);
        if (!node.is_event_subprocess) continue;
        if (node.parent == no_node)
            definition.event_subprocesses.push_back(i);
        else
            definition.nodes[node.parent].event_subprocesses.push_back(i);
    }
    if (definition.start == no_node && !definition.event_starts.empty())
        definition.start = definition.event_starts.front();
}

}  // namespace wf::compiler
