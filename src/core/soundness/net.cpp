#include "core/soundness/net.hpp"

#include "core/model/kept_flow.hpp"

#include <algorithm>
#include <utility>

namespace wf::soundness {
namespace {

constexpr std::size_t max_crossings = 4096;  // ways through one gateway that are spelled out

class Builder {
public:
    Builder(const Definition& definition, NodeIndex scope, const SubprocessExits& exits)
        : definition_{definition},
          scope_{scope},
          exits_{exits},
          flow_places_(definition.flows.size(), no_place),
          node_places_(definition.nodes.size(), no_place),
          ends_(definition.nodes.size(), no_node) {
        find_ends();
    }

    Net build() {
        for (FlowIndex i = 0; i < definition_.flows.size(); ++i) {
            const Flow& flow = definition_.flows[i];
            if (!is_in_net(flow.from) || !is_in_net(flow.to) || belongs_to_end(flow.from)) continue;
            flow_places_[i] = add_place(Place::Kind::Flow, i);
            const NodeIndex end = ends_[flow.to];
            net_.places.back().is_full_with_one = end != no_node && ends_all(node(end));
        }
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
            if (is_in_net(i)) net_.nodes.push_back(i);
        for (const NodeIndex i : net_.nodes)
            if (has_place(i)) node_places_[i] = add_place(Place::Kind::Node, i);
        for (const NodeIndex i : net_.nodes) add_node(i);
        add_roots();
        // Reached if what hands on to it is: that is looked at.
        std::erase_if(net_.nodes, [&](NodeIndex i) {
            return std::ranges::any_of(node(i).incoming, [&](FlowIndex flow) {
                return belongs_to_end(definition_.flows[flow].from);
            });
        });
        return std::move(net_);
    }

private:
    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }

    // Event subprocesses and compensation handlers are started by an event, not by a token.
    bool is_in_net(NodeIndex i) const {
        return node(i).parent == scope_ && !node(i).is_event_subprocess && !node(i).is_compensation_handler &&
               !(node(i).type == NodeType::Boundary && node(i).event.kind == EventKind::Compensation);
    }

    bool has_place(NodeIndex i) const {
        if (node(i).type == NodeType::Start) return true;
        if (belongs_to_end(i)) return false;
        return is_activity(node(i).type) && (waits(i) || has_events(i) || !node(i).cancels.empty());
    }
    bool waits(NodeIndex i) const {
        const Loop& loop = node(i).loop;
        return loop.wait || (loop.kind != LoopKind::Sequential && loop.kind != LoopKind::Parallel);
    }
    bool has_events(NodeIndex i) const {
        for (const NodeIndex event : node(i).boundary)
            if (is_in_net(event)) return true;
        return false;
    }

    PlaceIndex add_place(Place::Kind kind, std::uint32_t index) {
        net_.places.push_back({.kind = kind, .index = index});
        return static_cast<PlaceIndex>(net_.places.size() - 1);
    }

    std::vector<FlowIndex> in_net(const std::vector<FlowIndex>& flows) const {
        std::vector<FlowIndex> result;
        for (const FlowIndex flow : flows)
            if (flow_places_[flow] != no_place) result.push_back(flow);
        return result;
    }
    std::vector<PlaceIndex> places_of(const std::vector<FlowIndex>& flows) const {
        std::vector<PlaceIndex> result;
        for (const FlowIndex flow : flows)
            if (flow_places_[flow] != no_place) result.push_back(flow_places_[flow]);
        return result;
    }

    void add_roots() {
        std::vector<NodeIndex> starts;
        if (scope_ == no_node) {
            starts = definition_.event_starts;
            starts.insert(starts.begin(), definition_.start);
        } else {
            starts.push_back(node(scope_).start);
        }
        for (const NodeIndex start : starts) {
            if (start >= node_places_.size() || node_places_[start] == no_place) continue;
            const PlaceIndex root = node_places_[start];
            bool is_new = true;
            for (const PlaceIndex other : net_.roots) is_new = is_new && other != root;
            if (is_new) net_.roots.push_back(root);
        }
    }

    // A node that only hands each token on to an end belongs to that end: branches that end in one place may meet
    // just before it.
    bool only_hands_on(NodeIndex i) const {
        const Node& here = node(i);
        if (here.type != NodeType::Exclusive && here.type != NodeType::Copy && here.type != NodeType::Pass)
            return false;
        return here.outgoing.size() == 1 && !definition_.flows[here.outgoing[0]].when &&
               here.loop.kind == LoopKind::None && here.boundary.empty() && here.cancels.empty();
    }
    // From each end back.
    void find_ends() {
        std::vector<NodeIndex> found;
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
            if (node(i).type != NodeType::End) continue;
            ends_[i] = i;
            found.push_back(i);
        }
        while (!found.empty()) {
            const NodeIndex i = found.back();
            found.pop_back();
            for (const FlowIndex flow : node(i).incoming) {
                const NodeIndex before = definition_.flows[flow].from;
                if (ends_[before] != no_node || !only_hands_on(before)) continue;
                ends_[before] = ends_[i];
                found.push_back(before);
            }
        }
    }
    bool belongs_to_end(NodeIndex i) const { return ends_[i] != no_node && node(i).type != NodeType::End; }

    void add_node(NodeIndex i) {
        if (ends_[i] != no_node) return add_end(i);
        switch (node(i).type) {
            case NodeType::Start: return leave(i, {.takes = {node_places_[i]}, .enters = {i}});
            case NodeType::End: return;  // above
            case NodeType::Exclusive:
            case NodeType::EventGateway:
            case NodeType::Throw: return add_passage(i);
            case NodeType::Parallel:
                if (node(i).incoming.empty()) return;
                return leave(i, {.takes = places_of(node(i).incoming), .enters = {i}});
            case NodeType::Inclusive: return add_inclusive(i);
            case NodeType::Complex: return add_complex(i);
            case NodeType::Boundary: return;  // part of its activity
            case NodeType::Approval:
            case NodeType::Task:
            case NodeType::Copy:
            case NodeType::Service:
            case NodeType::Script:
            case NodeType::Pass:
            case NodeType::Catch:
            case NodeType::Subprocess:
            case NodeType::Call: return waits(i) ? add_activity(i) : add_detached_activity(i);
        }
    }

    static bool throws(const Node& node) {
        return node.event.kind == EventKind::Error || node.event.kind == EventKind::Cancel;
    }
    static bool ends_all(const Node& node) {
        return node.type == NodeType::End && (node.event.kind == EventKind::Terminate || throws(node));
    }

    // An uncaught error and a cancel end leave the scope for good, like a terminate.
    void add_end(NodeIndex i) {
        const Node& end = node(ends_[i]);
        for (const PlaceIndex from : places_of(node(i).incoming))
            net_.transitions.push_back(
                {.takes = {from}, .clears = ends_all(end), .throws = throws(end), .enters = {i}});
    }

    // Each token passes on its own.
    void add_passage(NodeIndex i) {
        const std::vector<PlaceIndex> from = places_of(node(i).incoming);
        if (from.size() * node(i).outgoing.size() <= max_crossings) {
            for (const PlaceIndex place : from) leave(i, {.takes = {place}, .enters = {i}});
            return;
        }
        const PlaceIndex middle = add_place(Place::Kind::Node, i);
        for (const PlaceIndex place : from)
            net_.transitions.push_back({.takes = {place}, .gives = {middle}, .enters = {i}});
        leave(i, {.takes = {middle}});
    }

    void add_inclusive(NodeIndex i) {
        Transition join{.takes = places_of(node(i).incoming), .enters = {i}};
        if (join.takes.empty()) return;
        if (join.takes.size() > max_join_places) net_.beyond = i;
        if (join.takes.size() > 1) join.join = Join::Inclusive;
        leave(i, std::move(join));
    }

    // A condition on activationCount may be true at any count: data is not known here.
    void add_complex(NodeIndex i) {
        const std::int32_t need = node(i).need_when ? 1 : node(i).need;
        Transition join{.takes = places_of(node(i).incoming), .need = need, .enters = {i}};
        if (join.takes.empty()) return;
        if (join.takes.size() == 1) {
            const auto count = static_cast<std::uint32_t>(need < 1 ? 1 : need);
            if (count > max_join_places) {
                net_.beyond = i;
                return;
            }
            net_.places[join.takes[0]].capacity = count;
            join.takes.assign(count, join.takes[0]);
            return leave(i, std::move(join));
        }
        if (join.takes.size() > max_join_places) net_.beyond = i;
        join.join = Join::Complex;
        join.cancels_rest = node(i).cancel_rest;
        for (std::size_t k = 0; k < join.takes.size(); ++k)
            join.used.push_back(add_place(Place::Kind::Flag, i));
        leave(i, std::move(join));
    }

    void add_activity(NodeIndex i) {
        const PlaceIndex active = node_places_[i];
        for (const PlaceIndex from : places_of(node(i).incoming))
            net_.transitions.push_back({.takes = {from}, .gives = {active}, .enters = {i}});
        const bool is_done_some_day = !(i < exits_.never_completes.size() && exits_.never_completes[i]);
        const bool can_be_interrupted = add_events(i);
        add_kept_flows(i);
        leave(i, {.takes = {active},
                  .removes = canceled_by(i),
                  .is_illusion = !is_done_some_day,
                  .step = {.kind = Step::Kind::Complete, .index = i}});
        if (!is_done_some_day && !can_be_interrupted)  // its error leaves this scope too
            net_.transitions.push_back({.takes = {active}, .clears = true, .throws = true});
    }

    // Multi-instance without waiting: the token goes on at once, and the activity lives on beside it. Only
    // its events and what it cancels can still matter to the rest.
    void add_detached_activity(NodeIndex i) {
        const PlaceIndex active = node_places_[i];
        for (const PlaceIndex from : places_of(node(i).incoming)) {
            Transition enter{
                .takes = {from}, .enters = {i}, .step = {.kind = Step::Kind::Complete, .index = i}};
            if (active != no_place) enter.gives.push_back(active);
            leave(i, std::move(enter));
        }
        if (active == no_place) return;
        add_events(i);
        net_.transitions.push_back({.takes = {active}, .removes = canceled_by(i)});
    }

    // A deadline may pass, or the node be rejected, as an interrupting event may happen.
    void add_kept_flows(NodeIndex i) {
        for (const FlowIndex flow : in_net(node(i).outgoing))
            if (is_timeout_flow(node(i), definition_.flows[flow]) ||
                is_reject_flow(node(i), definition_.flows[flow]))
                net_.transitions.push_back({.takes = {node_places_[i]},
                                            .gives = {flow_places_[flow]},
                                            .removes = canceled_by(i),
                                            .step = {.kind = Step::Kind::TakeFlow, .index = flow}});
    }

    // Any event that hangs on an activity is assumed to be possible. Returns whether one of them interrupts.
    bool add_events(NodeIndex i) {
        bool can_be_interrupted = false;
        for (const NodeIndex event : node(i).boundary) {
            if (!is_in_net(event)) continue;
            Transition happens{.takes = {node_places_[i]},
                               .enters = {event},
                               .step = {.kind = Step::Kind::EventHappens, .index = event}};
            if (node(event).event.interrupting) {
                can_be_interrupted = true;
            } else {
                happens.gives.push_back(node_places_[i]);
                happens.once = add_place(Place::Kind::Flag, event);
                happens.is_spontaneous = true;
            }
            leave(event, std::move(happens));
        }
        return can_be_interrupted;
    }

    // A token that waits before a node is on that node too. What comes from or goes to other scopes: see
    // soundness.cpp.
    std::vector<PlaceIndex> canceled_by(NodeIndex i) {
        std::vector<PlaceIndex> result;
        for (const NodeIndex target : node(i).cancels) {
            if (!is_in_net(target)) continue;
            if (node_places_[target] != no_place) result.push_back(node_places_[target]);
            for (const PlaceIndex place : places_of(node(target).incoming)) result.push_back(place);
        }
        for (const PlaceIndex place : result) net_.places[place].is_pinned = true;
        return result;
    }

    // Completes `transition` by what leaving the node does, and adds it: once, or for each way that can be
    // chosen.
    void leave(NodeIndex i, Transition transition) {
        std::vector<FlowIndex> flows = in_net(node(i).outgoing);
        std::erase_if(flows, [&](FlowIndex flow) { return is_kept(node(i), definition_.flows[flow]); });
        const bool is_choice = node(i).type == NodeType::Exclusive || node(i).type == NodeType::EventGateway;
        if (!is_choice || flows.empty()) {
            fork(flows, transition);
            net_.transitions.push_back(std::move(transition));
            return;
        }
        for (const FlowIndex flow : flows) {
            Transition way = transition;
            way.gives.push_back(flow_places_[flow]);
            if (flows.size() > 1) way.step = {.kind = Step::Kind::TakeFlow, .index = flow};
            net_.transitions.push_back(std::move(way));
        }
    }

    // All unconditional flows, the conditional ones that are true, the default if none of these is. A
    // parallel gateway knows no conditions.
    void fork(const std::vector<FlowIndex>& flows, Transition& transition) {
        bool has_unconditional = false;
        for (const FlowIndex i : flows) {
            const Flow& flow = definition_.flows[i];
            if (flow.is_default && node(flow.from).type != NodeType::Parallel)
                transition.otherwise = flow_places_[i];
            else if (flow.when && node(flow.from).type != NodeType::Parallel)
                transition.may.push_back(flow_places_[i]);
            else {
                transition.gives.push_back(flow_places_[i]);
                has_unconditional = true;
            }
        }
        if (transition.may.empty() && transition.otherwise != no_place) {
            transition.gives.push_back(transition.otherwise);
            transition.otherwise = no_place;
        }
        // Nothing selected is an error of that command, which is then undone: not a state of the instance.
        transition.can_choose_none =
            transition.may.empty() || has_unconditional || transition.otherwise != no_place;
    }

    const Definition& definition_;
    NodeIndex scope_;
    const SubprocessExits& exits_;
    Net net_;
    std::vector<PlaceIndex> flow_places_;
    std::vector<PlaceIndex> node_places_;
    std::vector<NodeIndex> ends_;  // by NodeIndex: the end that it is or belongs to, or no_node
};

}  // namespace

Net build_net(const Definition& definition, NodeIndex scope, const SubprocessExits& exits) {
    return Builder{definition, scope, exits}.build();
}

std::vector<PlaceIndex> outputs(const Transition& transition) {
    std::vector<PlaceIndex> result = transition.gives;
    result.insert(result.end(), transition.may.begin(), transition.may.end());
    if (transition.otherwise != no_place) result.push_back(transition.otherwise);
    return result;
}

}  // namespace wf::soundness
