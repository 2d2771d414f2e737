#include "core/compile/check.hpp"

#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

class GraphCheck {
public:
    GraphCheck(Draft& draft, Report& report)
        : draft_{draft}, nodes_{draft.definition.nodes}, flows_{draft.definition.flows}, report_{report} {}

    void run() {
        check_starts();
        check_ends();
        for (NodeIndex i = 0; i < nodes_.size(); ++i) check_flow_counts(i);
        check_reachable();
        check_way_to_end();
    }

private:
    bool is(NodeIndex i, NodeType type) const {
        return draft_.nodes[i].has_known_type && nodes_[i].type == type;
    }
    const std::string& path(NodeIndex i) const { return draft_.nodes[i].path; }

    // A node of a type that is not known may be anything: with one around, nothing is said to be missing.
    bool has_node(NodeType type) const {
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (is(i, type) || !draft_.nodes[i].has_known_type) return true;
        return false;
    }

    void check_starts() {
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (is(i, NodeType::Start)) starts_.push_back(i);
        if (!starts_.empty()) draft_.definition.start = starts_.front();
        if (!has_node(NodeType::Start))
            report_.error("missing_start", "/nodes", "definition has no node of type \"start\"");
        for (std::size_t k = 1; k < starts_.size(); ++k)
            report_.error("several_starts", path(starts_[k]),
                          "definition has more than one node of type \"start\": " +
                              quoted(nodes_[starts_[0]].id) + " and " + quoted(nodes_[starts_[k]].id));
    }

    void check_ends() {
        if (!has_node(NodeType::End))
            report_.error("missing_end", "/nodes", "definition has no node of type \"end\"");
    }

    void check_flow_counts(NodeIndex i) {
        const Node& node = nodes_[i];
        if (!draft_.nodes[i].has_known_type) return;
        if (node.type == NodeType::Start)
            for (const FlowIndex flow : node.incoming)
                report_.error("start_has_incoming", draft_.flows[flow].path,
                              "flow " + quoted(flows_[flow].id) + " goes into start node " + quoted(node.id));
        if (node.type == NodeType::End) {
            for (const FlowIndex flow : node.outgoing)
                report_.error(
                    "end_has_outgoing", draft_.flows[flow].path,
                    "flow " + quoted(flows_[flow].id) + " comes out of end node " + quoted(node.id));
            return;
        }
        if (node.outgoing.empty() && draft_.nodes[i].has_own_id)
            report_.error("no_outgoing_flow", path(i), "no flow comes out of node " + quoted(node.id));
        if (node.type == NodeType::Exclusive) return;
        for (std::size_t k = 1; k < node.outgoing.size(); ++k)
            report_.error(
                "not_supported_yet", draft_.flows[node.outgoing[k]].path,
                "more than one flow out of node " + quoted(node.id) + " is not supported by this version",
                "Put an exclusive gateway behind it.");
    }

    // The nodes that can be reached from `open`, against the flows if `is_backward`.
    std::vector<bool> reach(std::vector<NodeIndex> open, bool is_backward) const {
        std::vector<bool> is_reached(nodes_.size());
        for (const NodeIndex i : open) is_reached[i] = true;
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            for (const FlowIndex flow : is_backward ? nodes_[i].incoming : nodes_[i].outgoing) {
                const FlowSource& source = draft_.flows[flow];
                if (!source.from_exists || !source.to_exists) continue;
                const NodeIndex next = is_backward ? flows_[flow].from : flows_[flow].to;
                if (is_reached[next]) continue;
                is_reached[next] = true;
                open.push_back(next);
            }
        }
        return is_reached;
    }

    void check_reachable() const {
        if (starts_.empty()) return;  // reported, and then nothing is reachable
        const std::vector<bool> is_reached = reach(starts_, false);
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (!is_reached[i] && draft_.nodes[i].has_own_id)
                report_.error("unreachable_node", path(i),
                              "node " + quoted(nodes_[i].id) + " can't be reached from the start");
    }

    // Where a path breaks off for a reason that has its own finding, an end counts as reached.
    void check_way_to_end() const {
        if (!has_node(NodeType::End)) return;
        std::vector<NodeIndex> ends;
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            bool is_end = is(i, NodeType::End) || nodes_[i].outgoing.empty();
            for (const FlowIndex flow : nodes_[i].outgoing) is_end = is_end || !draft_.flows[flow].to_exists;
            if (is_end) ends.push_back(i);
        }
        const std::vector<bool> is_reached = reach(std::move(ends), true);
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (!is_reached[i])
                report_.error("no_path_to_end", path(i),
                              "no end can be reached from node " + quoted(nodes_[i].id));
    }

    Draft& draft_;
    const std::vector<Node>& nodes_;
    const std::vector<Flow>& flows_;
    Report& report_;
    std::vector<NodeIndex> starts_;
};

}  // namespace

void check_graph(Draft& draft, Report& report) { GraphCheck{draft, report}.run(); }

}  // namespace wf::compiler
