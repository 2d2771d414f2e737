#include "core/compile/link.hpp"

#include <utility>

namespace wf::compiler {
namespace {

bool is_compensation_event(const Draft& draft, NodeIndex i) {
    const Node& node = draft.definition.nodes[i];
    return node.type == NodeType::Boundary && node.event.kind == EventKind::Compensation;
}

class Compensations {
public:
    Compensations(Draft& draft, Report& report) : draft_{draft}, report_{report} {}

    // `flow` comes out of a compensation event.
    void link(FlowIndex i) {
        const Flow& flow = draft_.definition.flows[i];
        const std::string& path = draft_.flows[i].path;
        Node& host = draft_.definition.nodes[draft_.definition.nodes[flow.from].attached_to];
        Node& handler = draft_.definition.nodes[flow.to];
        if (draft_.flows[i].has_condition || flow.is_default)
            report_.error(draft_.flows[i].has_condition ? "misplaced_condition" : "misplaced_default",
                          child(path, draft_.flows[i].has_condition ? "when" : "default"),
                          "compensation event " + in_quotes(draft_.definition.nodes[flow.from].id) +
                              " does not choose its handler");
        if (draft_.nodes[flow.to].has_known_type && !can_handle(handler, flow.to, host))
            report_.error("bad_handler", child(path, "to"),
                          "node " + in_quotes(handler.id) + " cannot compensate node " + in_quotes(host.id),
                          "A handler is another activity, which is neither an event subprocess nor the "
                          "handler of something else.");
        else if (host.compensated_by != no_node)
            report_.error("bad_handler", child(path, "to"),
                          "activity " + in_quotes(host.id) + " has more than one compensation handler",
                          "Put the steps into one subprocess.");
        else
            host.compensated_by = flow.to;
        handler.is_compensation_handler = true;
    }

private:
    bool can_handle(const Node& handler, NodeIndex index, const Node& host) const {
        return is_activity(handler.type) && handler.event.kind != EventKind::Link && &handler != &host &&
               !handler.is_event_subprocess &&
               (!handler.is_compensation_handler || host.compensated_by == index);
    }

    Draft& draft_;
    Report& report_;
};

}  // namespace

void link_compensation(Draft& draft, Report& report) {
    Compensations compensations{draft, report};
    std::size_t kept = 0;
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) {
        const FlowSource& source = draft.flows[i];
        if (source.from_exists && is_compensation_event(draft, draft.definition.flows[i].from)) {
            draft.nodes[draft.definition.flows[i].from].has_handler = true;
            if (source.to_exists) compensations.link(i);
            continue;
        }
        if (kept < i) {
            draft.flows[kept] = std::move(draft.flows[i]);
            draft.definition.flows[kept] = std::move(draft.definition.flows[i]);
        }
        ++kept;
    }
    draft.flows.resize(kept);
    draft.definition.flows.resize(kept);
}

}  // namespace wf::compiler
