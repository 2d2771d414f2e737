#include "core/compile/link.hpp"

#include "core/compile/check.hpp"

#include <utility>

namespace wf::compiler {
namespace {

// Ids as given come first, so that a generated one steps aside: "a->b", "a->b#2".
UsedIds name_flows(Draft& draft, Report& report) {
    UsedIds ids;
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        const std::string& id = draft.definition.flows[i].id;
        if (!id.empty() && !ids.take(id))
            report.error("duplicate_id", child(draft.flows[i].path, "id"),
                         "flow id " + in_quotes(id) + " is used more than once");
    }
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        std::string& id = draft.definition.flows[i].id;
        if (id.empty()) id = ids.generate(draft.flows[i].from + "->" + draft.flows[i].to);
    }
    return ids;
}

std::string place_of(NodeIndex scope, const Draft& draft) {
    return scope == no_node ? std::string{"the process"}
                            : "subprocess " + in_quotes(draft.definition.nodes[scope].id);
}

class FlowEnds {
public:
    FlowEnds(const Draft& draft, const NodeIds& ids, Report& report)
        : draft_{draft}, ids_{ids}, report_{report} {}

    bool find(const FlowSource& flow, std::string_view key, const std::string& id, NodeIndex& node) const {
        if (id.empty()) return false;  // reported as missing
        const bool is_from = key == "from";
        const NodeIndex found = ids_.find(id);
        if (found == no_node) {
            report_.error(
                "dangling_flow", child(flow.path, key),
                "flow " + std::string{is_from ? "comes from" : "goes to"} + " unknown node " + in_quotes(id),
                ids_.did_you_mean(id));
            return false;
        }
        const NodeIndex scope = draft_.definition.nodes[found].parent;
        if (scope != flow.scope) {
            report_.error(
                "crossing_flow", child(flow.path, key),
                "flow of " + place_of(flow.scope, draft_) + (is_from ? " comes from" : " goes to") +
                    " node " + in_quotes(id) + ", which lies in " + place_of(scope, draft_),
                "Flows never cross the border of a subprocess; lead it to the subprocess, or write it "
                "where its nodes are.");
            return false;
        }
        node = found;
        return true;
    }

private:
    const Draft& draft_;
    const NodeIds& ids_;
    Report& report_;
};

void find_ends(Draft& draft, const NodeIds& ids, Report& report) {
    const FlowEnds ends{draft, ids, report};
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        FlowSource& source = draft.flows[i];
        Flow& flow = draft.definition.flows[i];
        source.from_exists = ends.find(source, "from", source.from, flow.from);
        source.to_exists = ends.find(source, "to", source.to, flow.to);
    }
}

void connect(Draft& draft) {
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        const Flow& flow = draft.definition.flows[i];
        if (draft.flows[i].from_exists) draft.definition.nodes[flow.from].outgoing.push_back(i);
        if (draft.flows[i].to_exists) draft.definition.nodes[flow.to].incoming.push_back(i);
    }
}

}  // namespace

void link(Draft& draft, Report& report) {
    const NodeIds nodes{draft, report};
    // The ids of boundary events are known only now.
    for (FlowSource& flow : draft.flows)
        if (flow.boundary != no_node) flow.from = draft.definition.nodes[flow.boundary].id;
    UsedIds flows = name_flows(draft, report);
    find_ends(draft, nodes, report);
    link_compensation(draft, report);
    connect(draft);
    link_links(draft, flows, report);
    link_starts(draft);
    link_named_nodes(draft, nodes, report);
}

}  // namespace wf::compiler
