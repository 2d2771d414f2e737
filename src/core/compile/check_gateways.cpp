#include "core/compile/check.hpp"
#include "core/compile/parse.hpp"
#include "core/model/names.hpp"
#include "core/model/kept_flow.hpp"

namespace wf::compiler {
namespace {

bool is_gateway(const Node& node) { return !is_activity(node.type); }

// Flows out of these can have conditions. Events have plain flows: what happened, happened.
bool chooses(const Node& node) {
    return node.type == NodeType::Exclusive || node.type == NodeType::Inclusive ||
           node.type == NodeType::Complex || has_activity_keys({.type = node.type, .event = node.event.kind});
}

// "type", as the author wrote it.
std::string_view type_of(const Node& node) {
    const bool is_event = node.type == NodeType::Catch || node.type == NodeType::Throw;
    return is_event ? name_of(node.event.kind) : name_of(node.type);
}

void check_misplaced(const Draft& draft, FlowIndex i, Report& report) {
    const FlowSource& source = draft.flows[i];
    const Flow& flow = draft.definition.flows[i];
    if (flow.is_default && source.has_condition)
        report.error("conflicting_keys", child(source.path, "when"),
                     "default flow " + in_quotes(flow.id) + " has a condition",
                     "The default is taken when no condition holds; leave one of them out.");
    if (!source.from_exists || !draft.nodes[flow.from].has_known_type) return;
    const Node& from = draft.definition.nodes[flow.from];
    if (chooses(from)) return;
    const std::string why = ", but node " + in_quotes(from.id) + " of type " + in_quotes(type_of(from)) +
                            " does not choose between its flows";
    static constexpr std::string_view hint = "Put an exclusive or inclusive gateway behind it.";
    if (source.has_condition)
        report.error("misplaced_condition", child(source.path, "when"),
                     "flow " + in_quotes(flow.id) + " has a condition" + why, std::string{hint});
    if (flow.is_default)
        report.error("misplaced_default", child(source.path, "default"),
                     "flow " + in_quotes(flow.id) + " is a default" + why, std::string{hint});
}

void report_missing_default(const Draft& draft, NodeIndex i, Report& report) {
    const Node& node = draft.definition.nodes[i];
    report.warning(
        "missing_default", draft.nodes[i].path,
        is_gateway(node) ? "gateway " + in_quotes(node.id) + " has no default flow"
                         : "all flows out of node " + in_quotes(node.id) + " have conditions",
        "If no condition holds, the person who acts gets an error; mark one flow as \"default\": true.");
}

void check_choice(const Draft& draft, NodeIndex i, Report& report) {
    const Node& node = draft.definition.nodes[i];
    bool has_default = false;
    bool has_unconditional = false;
    bool has_flows = false;
    for (const FlowIndex k : node.outgoing) {
        const Flow& flow = draft.definition.flows[k];
        const FlowSource& source = draft.flows[k];
        if (is_kept(node, flow)) continue;
        has_flows = true;
        if (flow.is_default && has_default)
            report.error("several_defaults", child(source.path, "default"),
                         "node " + in_quotes(node.id) + " has more than one default flow");
        has_default = has_default || flow.is_default;
        if (flow.is_default || source.has_condition) continue;
        has_unconditional = true;
        // All others take what has no condition always, beside what else they take.
        if (node.type == NodeType::Exclusive && node.outgoing.size() > 1)
            report.error(
                "missing_condition", source.path,
                "flow " + in_quotes(flow.id) + " out of gateway " + in_quotes(node.id) + " has no condition",
                "Give it \"when\", or mark it as \"default\": true.");
    }
    if (!has_default && !has_unconditional && has_flows) report_missing_default(draft, i, report);
}

bool is_counting_join(const Node& node) {
    return (node.type == NodeType::Inclusive || node.type == NodeType::Complex) && node.incoming.size() > 1;
}

void check_join(const Draft& draft, NodeIndex i, Report& report) {
    const Node& node = draft.definition.nodes[i];
    if (node.incoming.size() > max_join_flows)
        report.error("too_many_flows", draft.nodes[i].path,
                     "gateway " + in_quotes(node.id) + " joins " + std::to_string(node.incoming.size()) +
                         " flows, more than " + std::to_string(max_join_flows),
                     "Join some of them before.");
    if (node.type == NodeType::Complex && static_cast<std::size_t>(node.need) > node.incoming.size())
        report.warning("need_too_high", child(draft.nodes[i].path, "need"),
                       "gateway " + in_quotes(node.id) + " needs " + std::to_string(node.need) +
                           " tokens, but has " + std::to_string(node.incoming.size()) + " incoming flows",
                       "It fires only if more than one token comes on a flow.");
}

}  // namespace

void check_gateways(const Draft& draft, Report& report) {
    for (FlowIndex i = 0; i < draft.flows.size(); ++i) check_misplaced(draft, i, report);
    std::size_t joins = 0;
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        if (!draft.nodes[i].has_known_type) continue;
        const Node& node = draft.definition.nodes[i];
        if (chooses(node)) check_choice(draft, i, report);
        if (!is_counting_join(node)) continue;
        check_join(draft, i, report);
        ++joins;
    }
    if (joins * draft.nodes.size() > draft.limits.max_join_reach)
        report.error("too_many_joins", "/nodes",
                     "definition has " + std::to_string(joins) + " inclusive and complex joins among " +
                         std::to_string(draft.nodes.size()) + " nodes",
                     "Split the process into several that call each other.");
}

}  // namespace wf::compiler
