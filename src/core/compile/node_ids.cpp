#include "core/compile/link.hpp"
#include "core/model/names.hpp"

#include <utility>

namespace wf::compiler {

std::string UsedIds::generate(const std::string& base) {
    std::size_t& number = numbers_[base];
    std::string id;
    do id = ++number == 1 ? base : base + '#' + std::to_string(number);
    while (!take(id));
    return id;
}

NodeIds::NodeIds(Draft& draft, Report& report) : report_{report} {
    const std::vector<Node>& nodes = draft.definition.nodes;
    for (NodeIndex i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id.empty()) continue;  // reported as missing, or named below
        if (used_.take(nodes[i].id))
            add(draft, i);
        else
            report.error("duplicate_id", child(draft.nodes[i].path, "id"),
                         "node id " + in_quotes(nodes[i].id) + " is used more than once");
    }
    name_boundary_events(draft);
    for (const Node& node : nodes) ids_.push_back(node.id);
}

// After the ids as given, so that a generated one steps aside: "review.timer", "review.timer#2".
void NodeIds::name_boundary_events(Draft& draft) {
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        Node& node = draft.definition.nodes[i];
        if (node.type != NodeType::Boundary || !node.id.empty() || !draft.nodes[i].has_known_type) continue;
        const std::string& host = draft.definition.nodes[node.attached_to].id;
        if (host.empty()) continue;  // reported as missing
        const std::string base = host + '.' + std::string{name_of(node.event.kind)};
        node.id = used_.generate(base);
        add(draft, i);
    }
}

void NodeIds::add(Draft& draft, NodeIndex node) {
    draft.nodes[node].has_own_id = true;
    index_.emplace(draft.definition.nodes[node].id, node);
}

NodeIndex NodeIds::find(std::string_view id) const {
    const auto found = index_.find(id);
    return found == index_.end() ? no_node : found->second;
}

}  // namespace wf::compiler
