#include "core/soundness/explain.hpp"

#include "core/base/report.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace wf::soundness {
namespace {

constexpr std::size_t max_steps = 8;  // of a way: the last ones tell why
constexpr std::size_t max_named = 4;  // in a list of nodes

// "a", "b" and "c"
std::string list_of(const std::vector<std::string>& items) {
    std::string result;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i == max_named) return result + " and others";
        if (i > 0) result += i + 1 == items.size() ? " and " : ", ";
        result += items[i];
    }
    return result;
}

void add_once(std::vector<NodeIndex>& nodes, NodeIndex node) {
    if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
}

Finding error(std::string code, std::string path, std::string message, std::string hint) {
    return {.severity = Severity::Error,
            .code = std::move(code),
            .path = std::move(path),
            .message = std::move(message),
            .hint = std::move(hint)};
}

}  // namespace

Findings Explain::findings() const {
    Findings result;
    add_collisions(result);
    add_deadlocks(result);
    add_trap(result);
    if (found_.is_complete && found_.collisions.empty()) add_dead_nodes(result);
    return result;
}

// A token too many goes on and collides everywhere behind: told once, where it happens first.
void Explain::add_collisions(Findings& result) const {
    std::vector<bool> is_told(net_.places.size());
    for (const Collision& collision : found_.collisions) {
        if (is_told[collision.place]) continue;
        const std::vector<bool> behind = reached_from(collision.place);
        for (std::size_t i = 0; i < behind.size(); ++i) is_told[i] = is_told[i] || behind[i];

        const Place& place = net_.places[collision.place];
        const NodeIndex node = node_of(collision.place);
        const std::string way = way_to(collision.state, &collision.move);
        std::string message = way + quoted_node(node) + (way.empty() ? " is" : " is then");
        if (place.kind == Place::Kind::Flow)
            message += " reached twice at the same time, by flow " + quoted_flow(place.index);
        else
            message += " under way twice at the same time";
        result.push_back(error("unsound_unsafe", path_of_(node), std::move(message),
                               "Bring parallel ways together in a parallel or inclusive gateway before " +
                                   quoted_node(node) + ", or end all but one of them."));
    }
}

void Explain::add_deadlocks(Findings& result) const {
    std::vector<NodeIndex> told;
    for (const StateIndex state : found_.deadlocks) {
        const std::vector<NodeIndex> joins = waiting(state);
        const bool is_new = std::none_of(joins.begin(), joins.end(), [&](NodeIndex join) {
            return std::find(told.begin(), told.end(), join) != told.end();
        });
        for (const NodeIndex join : joins) add_once(told, join);
        if (is_new && !joins.empty()) result.push_back(deadlock(state, joins));
    }
}

Finding Explain::deadlock(StateIndex state, const std::vector<NodeIndex>& joins) const {
    const NodeIndex first = joins.front();
    std::string message = way_to(state, nullptr);
    const std::string then = message.empty() ? " " : " then ";
    if (joins.size() == 1) {
        message += "the join " + quoted_node(first) + then + "waits for ever" + missing(state, first);
    } else {
        std::vector<std::string> names;
        for (const NodeIndex join : joins) names.push_back(quoted_node(join));
        message += "the joins " + list_of(names) + then + "wait for ever";
    }
    std::string hint = "Give every way that is taken a flow into " + quoted_node(first) +
                       ", or make it an inclusive gateway, which waits only for what can still come.";
    if (definition_.nodes[first].type == NodeType::Inclusive)
        hint = "Inclusive gateways must not wait for each other: let none lie on a way to the other.";
    if (definition_.nodes[first].type == NodeType::Complex)
        hint = "Lower \"need\", or see to it that so many ways are always taken.";
    return error("unsound_deadlock", path_of_(first), std::move(message), std::move(hint));
}

// The nodes before which the tokens of a deadlock wait, in document order.
std::vector<NodeIndex> Explain::waiting(StateIndex state) const {
    std::vector<NodeIndex> result;
    for (const PlaceIndex place : found_.states.marking(state))
        if (net_.is_token(place)) add_once(result, node_of(place));
    std::sort(result.begin(), result.end());
    return result;
}

std::string Explain::missing(StateIndex state, NodeIndex join) const {
    if (definition_.nodes[join].type != NodeType::Parallel) return {};
    const std::span<const PlaceIndex> marking = found_.states.marking(state);
    std::vector<FlowIndex> came;
    for (const PlaceIndex place : marking)
        if (net_.places[place].kind == Place::Kind::Flow) came.push_back(net_.places[place].index);
    std::vector<std::string> flows;
    for (const FlowIndex flow : definition_.nodes[join].incoming)
        if (std::find(came.begin(), came.end(), flow) == came.end()) flows.push_back(quoted_flow(flow));
    if (flows.empty() || flows.size() == definition_.nodes[join].incoming.size()) return {};
    return std::string{flows.size() == 1 ? " for flow " : " for flows "} + list_of(flows);
}

void Explain::add_trap(Findings& result) const {
    if (found_.trap == no_state) return;
    std::vector<NodeIndex> active;
    for (const PlaceIndex place : found_.states.marking(found_.trap))
        if (net_.is_token(place)) add_once(active, node_of(place));
    std::vector<std::string> names;
    for (const NodeIndex node : active) names.push_back(quoted_node(node));
    result.push_back(error("unsound_no_completion", path_of_(active.front()),
                           way_to(found_.trap, nullptr) + "from " + list_of(names) +
                               " on there is always something to do, but the end cannot be reached any more",
                           "Add a way out of the loop."));
}

// Nodes that nothing found so far reaches.
std::vector<bool> Explain::dead_nodes() const {
    std::vector<bool> is_dead(definition_.nodes.size());
    for (const NodeIndex node : net_.nodes) is_dead[node] = true;
    const std::vector<bool> is_live = live_transitions(net_, found_);
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        if (is_live[t])
            for (const NodeIndex node : net_.transitions[t].enters) is_dead[node] = false;
    return is_dead;
}

// What lies behind a dead node is dead too, and not worth a finding of its own.
void Explain::add_dead_nodes(Findings& result) const {
    const std::vector<bool> is_dead = dead_nodes();
    std::vector<NodeIndex> first;
    for (const NodeIndex i : net_.nodes) {
        if (!is_dead[i]) continue;
        const Node& node = definition_.nodes[i];
        bool is_first = node.type == NodeType::Boundary ? !is_dead[node.attached_to] : node.incoming.empty();
        for (const FlowIndex flow : node.incoming)
            is_first = is_first || !is_dead[definition_.flows[flow].from];
        if (is_first) first.push_back(i);
    }
    if (first.empty())  // an island: it has a finding of its own, if the compiler has been here
        for (const NodeIndex i : net_.nodes)
            if (is_dead[i] && first.empty()) first.push_back(i);
    for (const NodeIndex i : first) result.push_back(dead_node(i));
}

Finding Explain::dead_node(NodeIndex i) const {
    const Node& node = definition_.nodes[i];
    const bool is_join = !is_activity(node.type) && node.incoming.size() > 1;
    return error(
        "unsound_dead_node", path_of_(i),
        is_join ? "the join " + quoted_node(i) + " is never passed: what it waits for never comes together"
                : "node " + quoted_node(i) + " is never reached, whatever is decided before it",
        "Correct the ways that lead to " + quoted_node(i) + ", or take it out with what follows it.");
}

// `take flow "a", complete "B": `, or nothing if there is nothing to choose or do.
std::string Explain::way_to(StateIndex state, const Move* last) const {
    std::vector<StateIndex> states;
    for (StateIndex i = state; found_.states.parent(i) != no_state; i = found_.states.parent(i))
        states.push_back(i);
    std::vector<Step> steps;
    for (auto i = states.rbegin(); i != states.rend(); ++i) tell(found_.states.move(*i), steps);
    if (last != nullptr) tell(*last, steps);
    if (steps.size() > max_steps)  // what is decided says more than what is done
        std::erase_if(steps, [](const Step& step) { return step.kind == Step::Kind::Complete; });
    if (steps.empty()) return {};

    std::string result = steps.size() > max_steps ? "..., " : "";
    for (std::size_t i = steps.size() - std::min(max_steps, steps.size()); i < steps.size(); ++i) {
        switch (steps[i].kind) {
            case Step::Kind::None:
                break;
            case Step::Kind::TakeFlow:
                result += "take flow " + quoted_flow(steps[i].index);
                break;
            case Step::Kind::Complete:
                result += "complete " + quoted_node(steps[i].index);
                break;
            case Step::Kind::EventHappens:
                result += "event " + quoted_node(steps[i].index) + " happens";
                break;
        }
        result += i + 1 < steps.size() ? ", " : ": ";
    }
    return result;
}

void Explain::tell(Move move, std::vector<Step>& steps) const {
    const Transition& transition = net_.transitions[move.transition];
    if (transition.step.kind != Step::Kind::None) steps.push_back(transition.step);
    const auto take = [&](PlaceIndex place) {
        if (net_.places[place].kind == Place::Kind::Flow)
            steps.push_back({.kind = Step::Kind::TakeFlow, .index = net_.places[place].index});
    };
    for (std::size_t i = 0; i < transition.may.size(); ++i)
        if ((move.chosen >> i & 1U) != 0) take(transition.may[i]);
    if (move.chosen == 0 && transition.otherwise != no_place) take(transition.otherwise);
}

// The places that a token on `place` may come to.
std::vector<bool> Explain::reached_from(PlaceIndex place) const {
    std::vector<std::vector<TransitionIndex>> consumers(net_.places.size());
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        if (!net_.transitions[t].is_gone)
            for (const PlaceIndex from : net_.transitions[t].takes) consumers[from].push_back(t);
    std::vector<bool> is_reached(net_.places.size());
    std::vector<PlaceIndex> open{place};
    is_reached[place] = true;
    while (!open.empty()) {
        const PlaceIndex from = open.back();
        open.pop_back();
        for (const TransitionIndex t : consumers[from])
            for (const PlaceIndex to : outputs(net_.transitions[t])) {
                if (is_reached[to]) continue;
                is_reached[to] = true;
                open.push_back(to);
            }
    }
    return is_reached;
}

// Where the token is, for a reader: on its way to a node, or on it.
NodeIndex Explain::node_of(PlaceIndex place) const {
    const Place& where = net_.places[place];
    return where.kind == Place::Kind::Flow ? definition_.flows[where.index].to : where.index;
}

std::string Explain::quoted_node(NodeIndex node) const {
    return compiler::in_quotes(definition_.nodes[node].id);
}
std::string Explain::quoted_flow(FlowIndex flow) const {
    return compiler::in_quotes(definition_.flows[flow].id);
}

}  // namespace wf::soundness
