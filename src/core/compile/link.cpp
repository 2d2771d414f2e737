#include "core/compile/check.hpp"

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace wf::compiler {
namespace {

using Index = std::unordered_map<std::string_view, NodeIndex>;

// The first node of each id.
Index index_nodes(Draft& draft, Report& report) {
    Index index;
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        const std::string& id = draft.definition.nodes[i].id;
        if (id.empty()) continue;  // reported as missing
        draft.nodes[i].has_own_id = index.emplace(id, i).second;
        if (draft.nodes[i].has_own_id) continue;
        report.error("duplicate_id", child(draft.nodes[i].path, "id"),
                     "node id " + quoted(id) + " is used more than once");
    }
    return index;
}

// Ids as given come first, so that a generated one steps aside: "a->b", "a->b#2".
void name_flows(Draft& draft, Report& report) {
    std::unordered_set<std::string> used;
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        const std::string& id = draft.definition.flows[i].id;
        if (!id.empty() && !used.insert(id).second)
            report.error("duplicate_id", child(draft.flows[i].path, "id"),
                         "flow id " + quoted(id) + " is used more than once");
    }
    std::unordered_map<std::string, std::size_t> numbers;
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        std::string& id = draft.definition.flows[i].id;
        if (!id.empty()) continue;
        const std::string base = draft.flows[i].from + "->" + draft.flows[i].to;
        std::size_t& number = numbers[base];
        do id = ++number == 1 ? base : base + '#' + std::to_string(number);
        while (!used.insert(id).second);
    }
}

class Linker {
public:
    Linker(Draft& draft, Report& report) : report_{report}, index_{index_nodes(draft, report)} {
        for (const Node& node : draft.definition.nodes) ids_.push_back(node.id);
    }

    bool find(const FlowSource& flow, std::string_view key, const std::string& id, NodeIndex& node) const {
        if (id.empty()) return false;  // reported as missing
        if (const auto found = index_.find(id); found != index_.end()) {
            node = found->second;
            return true;
        }
        report_.error(
            "dangling_flow", child(flow.path, key),
            "flow " + std::string{key == "from" ? "comes from" : "goes to"} + " unknown node " + quoted(id),
            report_.did_you_mean(id, ids_));
        return false;
    }

private:
    Report& report_;
    Index index_;
    std::vector<std::string_view> ids_;
};

}  // namespace

void link(Draft& draft, Report& report) {
    const Linker linker{draft, report};
    name_flows(draft, report);
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        FlowSource& source = draft.flows[i];
        Flow& flow = draft.definition.flows[i];
        source.from_exists = linker.find(source, "from", source.from, flow.from);
        source.to_exists = linker.find(source, "to", source.to, flow.to);
        if (source.from_exists) draft.definition.nodes[flow.from].outgoing.push_back(i);
        if (source.to_exists) draft.definition.nodes[flow.to].incoming.push_back(i);
    }
}

}  // namespace wf::compiler
