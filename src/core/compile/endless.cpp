#include "core/compile/endless.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace wf::compiler {
namespace {

using Nodes = std::vector<bool>;  // by NodeIndex

// An inclusive join waits as long as a token on its way to it waits. So it cannot fire for ever together with a node
// that sends such a token each time.
struct Stopper {
    NodeIndex sender;
    NodeIndex join;
};

class EndlessSearch {
public:
    EndlessSearch(const Definition& definition, const Nodes& waits)
        : definition_{definition}, waits_{waits}, is_whole_(definition.flows.size()) {
        std::vector<bool> leaves(definition.flows.size());
        for (const Node& node : definition.nodes)
            for (const FlowIndex flow : node.outgoing) leaves[flow] = true;
        for (const Node& node : definition.nodes)
            for (const FlowIndex flow : node.incoming) is_whole_[flow] = leaves[flow];
    }

    Nodes run() {
        Nodes all = waits_;
        all.flip();
        return live_part(std::move(all));
    }

private:
    static constexpr std::size_t max_looks = 500;  // for a stopper; beyond, a loop is taken for endless

    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }
    const Flow& flow(FlowIndex i) const { return definition_.flows[i]; }

    // Of a sender and the join that it stops, one has to go: both ways are tried.
    Nodes live_part(Nodes nodes) {
        take_away_starved(nodes);
        const std::optional<Stopper> stopper = find_stopper(nodes);
        if (!stopper) return nodes;
        Nodes other = nodes;
        nodes[stopper->sender] = false;
        other[stopper->join] = false;
        nodes = live_part(std::move(nodes));
        other = live_part(std::move(other));
        for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = nodes[i] || other[i];
        return nodes;
    }

    void take_away_starved(Nodes& nodes) const {
        std::vector<NodeIndex> open;
        for (NodeIndex i = 0; i < nodes.size(); ++i) open.push_back(i);
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            if (!nodes[i] || is_fed(i, nodes)) continue;
            nodes[i] = false;
            for (const FlowIndex next : node(i).outgoing)
                if (is_whole_[next]) open.push_back(flow(next).to);
            for (const NodeIndex event : node(i).boundary) open.push_back(event);
        }
    }

    bool is_fed(NodeIndex i, const Nodes& nodes) const {
        const Node& here = node(i);
        if (here.type == NodeType::Boundary) return here.attached_to != no_node && nodes[here.attached_to];
        std::size_t flows = 0;
        std::size_t fed = 0;
        for (const FlowIndex incoming : here.incoming) {
            if (!is_whole_[incoming]) continue;
            ++flows;
            if (nodes[flow(incoming).from]) ++fed;
        }
        if (here.type == NodeType::Parallel) return fed > 0 && fed == flows;
        if (here.type == NodeType::Complex && flows > 1 && !here.need_when)
            return fed >= static_cast<std::size_t>(std::max(here.need, 1));
        return fed > 0;
    }

    // A complex join looks at what is still on its way before its next cycle.
    static bool looks_back(const Node& join) {
        return join.incoming.size() > 1 &&
               (join.type == NodeType::Inclusive || (join.type == NodeType::Complex && !join.cancel_rest));
    }

    std::optional<Stopper> find_stopper(const Nodes& nodes) {
        for (NodeIndex join = 0; join < nodes.size(); ++join) {
            if (!nodes[join] || !looks_back(node(join))) continue;
            if (++looks_ > max_looks) return std::nullopt;
            const Nodes stuck = stuck_before(join, nodes);
            for (NodeIndex sender = 0; sender < nodes.size(); ++sender)
                if (nodes[sender] && sender != join && sends_into(sender, stuck))
                    return Stopper{sender, join};
        }
        return std::nullopt;
    }

    // Each time, not only if some condition is true.
    bool sends_into(NodeIndex sender, const Nodes& stuck) const {
        const Node& here = node(sender);
        if (here.type == NodeType::Exclusive) return false;
        return std::ranges::any_of(here.outgoing, [&](FlowIndex next) {
            const bool is_certain =
                here.type == NodeType::Parallel || (!flow(next).when && !flow(next).is_default);
            return is_certain && is_whole_[next] && stuck[flow(next).to];
        });
    }

    // Nodes from which a token certainly comes to one that waits, where the join then waits for it: BPMN 2.0, 13.4.3,
    // it can reach a flow into the join that has no token, and none that has one.
    Nodes stuck_before(NodeIndex join, const Nodes& nodes) const {
        std::vector<NodeIndex> empty;
        std::vector<NodeIndex> full;
        for (const FlowIndex incoming : node(join).incoming)
            if (is_whole_[incoming])
                (nodes[flow(incoming).from] ? full : empty).push_back(flow(incoming).from);
        const Nodes to_empty = all_before(std::move(empty), join);
        const Nodes to_full = all_before(std::move(full), join);
        Nodes stuck(nodes.size());
        for (NodeIndex i = 0; i < stuck.size(); ++i)
            stuck[i] =
                !nodes[i] && (waits_[i] || node(i).type == NodeType::Parallel) && to_empty[i] && !to_full[i];
        for (bool has_changed = true; has_changed;) {
            has_changed = false;
            for (NodeIndex i = 0; i < stuck.size(); ++i) {
                if (stuck[i] || waits_[i] || i == join || !leads_only_to(i, stuck)) continue;
                stuck[i] = has_changed = true;
            }
        }
        return stuck;
    }

    bool leads_only_to(NodeIndex i, const Nodes& stuck) const {
        const std::vector<FlowIndex>& flows = node(i).outgoing;
        return !flows.empty() && std::ranges::all_of(flows, [&](FlowIndex next) {
            return is_whole_[next] && stuck[flow(next).to];
        });
    }

    // `last` and what leads there without passing through the join.
    Nodes all_before(std::vector<NodeIndex> last, NodeIndex join) const {
        Nodes result(definition_.nodes.size());
        while (!last.empty()) {
            const NodeIndex i = last.back();
            last.pop_back();
            if (result[i] || i == join) continue;
            result[i] = true;
            if (node(i).type == NodeType::Boundary && node(i).event.interrupting &&
                node(i).attached_to != no_node)
                last.push_back(node(i).attached_to);
            for (const FlowIndex incoming : node(i).incoming)
                if (is_whole_[incoming]) last.push_back(flow(incoming).from);
        }
        return result;
    }

    const Definition& definition_;
    const Nodes& waits_;
    std::vector<bool> is_whole_;  // by FlowIndex: both its ends exist
    std::size_t looks_ = 0;
};

}  // namespace

std::vector<bool> endless_nodes(const Definition& definition, const std::vector<bool>& waits) {
    return EndlessSearch{definition, waits}.run();
}

}  // namespace wf::compiler
