#include "core/compile/check.hpp"

#include "core/model/names.hpp"

namespace wf::compiler {
namespace {

class EventCheck {
public:
    EventCheck(const Draft& draft, Report& report)
        : draft_{draft}, nodes_{draft.definition.nodes}, report_{report} {}

    void run() {
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            if (!draft_.nodes[i].has_known_type) continue;
            const Node& node = nodes_[i];
            if (node.type == NodeType::EventGateway) check_event_gateway(i);
            if (node.type == NodeType::Boundary) check_boundary(i);
            if (node.type == NodeType::End && node.event.kind == EventKind::Cancel) check_cancel_end(i);
            if (node.is_event_subprocess) check_event_subprocess(i);
        }
    }

private:
    const std::string& path(NodeIndex i) const { return draft_.nodes[i].path; }

    // Behind it there are the events it waits for, and no other way to them.
    void check_event_gateway(NodeIndex i) {
        for (const FlowIndex flow : nodes_[i].outgoing) {
            if (!draft_.flows[flow].to_exists) continue;
            const NodeIndex to = draft_.definition.flows[flow].to;
            if (!draft_.nodes[to].has_known_type) continue;
            const Node& target = nodes_[to];
            if (target.type != NodeType::Catch || target.event.kind == EventKind::Link)
                report_target(
                    flow, to, "is not an event to wait for",
                    "Lead it to a node of type \"timer\", \"message\", \"signal\" or \"condition\".");
            else if (target.incoming.size() > 1)
                report_target(flow, to, "has other incoming flows",
                              "Give each way to the event its own node.");
            else if (target.loop.kind != LoopKind::None || !target.boundary.empty())
                report_target(flow, to, "is repeated or has boundary events",
                              "Behind an event gateway an event is waited for once.");
        }
    }

    void report_target(FlowIndex flow, NodeIndex to, const char* why, const char* hint) {
        report_.error("bad_event_gateway", draft_.flows[flow].path,
                      "event gateway " + in_quotes(nodes_[draft_.definition.flows[flow].from].id) +
                          " leads to node " + in_quotes(nodes_[to].id) + ", which " + why,
                      hint);
    }

    void check_boundary(NodeIndex i) {
        const Node& node = nodes_[i];
        const Node& host = nodes_[node.attached_to];
        if (node.event.kind == EventKind::Cancel && !host.is_transaction)
            report_.error("misplaced_cancel", path(i),
                          "node " + in_quotes(host.id) + " is not a transaction and cannot be canceled",
                          "Only a subprocess with \"transaction\": true has this boundary event.");
        if (node.event.kind == EventKind::Compensation && !draft_.nodes[i].has_handler)
            report_.error("missing_handler", path(i),
                          "compensation event " + in_quotes(node.id) + " has no handler",
                          "Name the activity that undoes " + in_quotes(host.id) + " under \"to\".");
    }

    void check_cancel_end(NodeIndex i) {
        for (NodeIndex scope = nodes_[i].parent; scope != no_node; scope = nodes_[scope].parent)
            if (nodes_[scope].is_transaction) return;
        report_.error("misplaced_cancel", child(path(i), "cancel"),
                      "end " + in_quotes(nodes_[i].id) + " cancels, but lies in no transaction",
                      "Put it into a subprocess with \"transaction\": true, or use \"terminate\": true.");
    }

    // It is not part of the way, so there is nothing to repeat and nobody to watch it.
    void check_event_subprocess(NodeIndex i) {
        const Node& node = nodes_[i];
        const auto refuse = [&](const char* key) {
            report_.error("conflicting_keys", child(path(i), key),
                          "event subprocess " + in_quotes(node.id) + " cannot have " + in_quotes(key),
                          "Put a subprocess that has it into the event subprocess.");
        };
        if (node.is_transaction) refuse("transaction");
        if (!node.boundary.empty()) refuse("boundary");
        if (node.loop.kind != LoopKind::None) refuse(node.loop.kind == LoopKind::Standard ? "loop" : "multi");
    }

    const Draft& draft_;
    const std::vector<Node>& nodes_;
    Report& report_;
};

}  // namespace

void check_events(const Draft& draft, Report& report) { EventCheck{draft, report}.run(); }

}  // namespace wf::compiler
