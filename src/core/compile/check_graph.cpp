#include "core/compile/check.hpp"
#include "core/compile/scope_exits.hpp"

#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

class GraphCheck {
public:
    GraphCheck(const Draft& draft, Report& report)
        : draft_{draft},
          nodes_{draft.definition.nodes},
          flows_{draft.definition.flows},
          report_{report},
          has_exit_{find_scope_exits(draft)} {
        // By the index of the subprocess + 1; the process comes first.
        has_start_.resize(nodes_.size() + 1);
        has_end_.resize(nodes_.size() + 1, draft.definition.implicit_ends);
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            if (is(i, NodeType::Start)) has_start_[scope_of(i)] = true;
            // A node of a type that is not known may be an end.
            if (is(i, NodeType::End) || !draft_.nodes[i].has_known_type) has_end_[scope_of(i)] = true;
        }
    }

    void run() {
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (draft_.nodes[i].has_known_type) check_flows_of(i);
        check_reachable();
        check_way_to_end();
    }

private:
    bool is(NodeIndex i, NodeType type) const {
        return draft_.nodes[i].has_known_type && nodes_[i].type == type;
    }
    const std::string& path(NodeIndex i) const { return draft_.nodes[i].path; }
    std::size_t scope_of(NodeIndex i) const {
        return nodes_[i].parent == no_node ? 0 : std::size_t{nodes_[i].parent} + 1;
    }

    void check_flows_of(NodeIndex i) {
        const Node& node = nodes_[i];
        if (node.type == NodeType::Start)
            report_flows(node.incoming, "start_has_incoming", " goes into start node ", node);
        if (node.type == NodeType::Boundary)
            report_flows(node.incoming, "boundary_has_incoming", " goes into boundary event ", node);
        if (node.type == NodeType::End)
            report_flows(node.outgoing, "end_has_outgoing", " comes out of end node ", node);
        if (node.is_event_subprocess) {
            report_flows(node.incoming, "event_subprocess_flow", " goes into event subprocess ", node);
            report_flows(node.outgoing, "event_subprocess_flow", " comes out of event subprocess ", node);
        }
        if (node.is_compensation_handler && is_activity(node.type)) {
            report_flows(node.incoming, "bad_handler", " goes into compensation handler ", node);
            report_flows(node.outgoing, "bad_handler", " comes out of compensation handler ", node);
        }
        if (node.outgoing.empty() && draft_.nodes[i].has_own_id && !may_be_last(i))
            report_.error("no_outgoing_flow", path(i), "no flow comes out of node " + in_quotes(node.id));
    }

    void report_flows(const std::vector<FlowIndex>& flows, const char* code, const char* what,
                      const Node& node) {
        for (const FlowIndex flow : flows)
            report_.error(code, draft_.flows[flow].path,
                          "flow " + in_quotes(flows_[flow].id) + what + in_quotes(node.id));
    }

    bool may_be_last(NodeIndex i) const {
        const Node& node = nodes_[i];
        if (node.type == NodeType::End || node.is_event_subprocess || node.is_compensation_handler)
            return true;
        // Without its catch or its handler it has a finding of its own.
        if (node.type == NodeType::Throw && node.event.kind == EventKind::Link) return true;
        if (node.type == NodeType::Boundary && node.event.kind == EventKind::Compensation) return true;
        return draft_.definition.implicit_ends && node.type != NodeType::EventGateway;
    }

    // Calls visit(next) for each node that a token on node i can come to.
    template <class Visit>
    void each_next(NodeIndex i, const Visit& visit) const {
        for (const FlowIndex flow : nodes_[i].outgoing)
            if (draft_.flows[flow].to_exists) visit(flows_[flow].to);
        for (const NodeIndex event : nodes_[i].boundary) visit(event);
    }

    // Backwards: from where a token can come to node i. A boundary event that leaves its host running is no
    // way out of the host.
    template <class Visit>
    void each_previous(NodeIndex i, const Visit& visit) const {
        for (const FlowIndex flow : nodes_[i].incoming)
            if (draft_.flows[flow].from_exists) visit(flows_[flow].from);
        const NodeEvent& event = nodes_[i].event;
        if (nodes_[i].type == NodeType::Boundary && event.interrupting &&
            event.kind != EventKind::Compensation)
            visit(nodes_[i].attached_to);
    }

    std::vector<bool> reach(std::vector<NodeIndex> open, bool is_backward) const {
        std::vector<bool> is_reached(nodes_.size());
        for (const NodeIndex i : open) is_reached[i] = true;
        const auto visit = [&](NodeIndex next) {
            if (is_reached[next]) return;
            is_reached[next] = true;
            open.push_back(next);
        };
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            if (is_backward)
                each_previous(i, visit);
            else
                each_next(i, visit);
        }
        return is_reached;
    }

    // Where a start is missing, nothing is said of the nodes that lie beside it.
    void check_reachable() const {
        std::vector<NodeIndex> roots;
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (is(i, NodeType::Start) || nodes_[i].is_event_subprocess || nodes_[i].is_compensation_handler)
                roots.push_back(i);
        const std::vector<bool> is_reached = reach(std::move(roots), false);
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (!is_reached[i] && has_start_[scope_of(i)] && draft_.nodes[i].has_own_id)
                report_.error("unreachable_node", path(i),
                              "node " + in_quotes(nodes_[i].id) + " cannot be reached from the start");
    }

    // Where a path breaks off for a reason that has its own finding, an end counts as reached.
    void check_way_to_end() const {
        std::vector<NodeIndex> ends;
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            bool is_end = is(i, NodeType::End) || nodes_[i].outgoing.empty();
            for (const FlowIndex flow : nodes_[i].outgoing) is_end = is_end || !draft_.flows[flow].to_exists;
            if (is_end) ends.push_back(i);
        }
        const std::vector<bool> is_reached = reach(std::move(ends), true);
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (!is_reached[i] && has_end_[scope_of(i)] && !has_exit_[scope_of(i)])
                report_.error("no_path_to_end", path(i),
                              "no end can be reached from node " + in_quotes(nodes_[i].id));
    }

    const Draft& draft_;
    const std::vector<Node>& nodes_;
    const std::vector<Flow>& flows_;
    Report& report_;
    std::vector<bool> has_exit_;   // by scope
    std::vector<bool> has_start_;  // by scope
    std::vector<bool> has_end_;    // by scope
};

}  // namespace

void check_graph(const Draft& draft, Report& report) { GraphCheck{draft, report}.run(); }

}  // namespace wf::compiler
