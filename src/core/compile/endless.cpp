#include "core/compile/endless.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace wf::compiler {
namespace {

using Nodes = std::vector<bool>;  // by NodeIndex

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
    static constexpr std::size_t max_looks = 5'000;  // at a join; beyond, a loop is taken for endless

    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }
    const Flow& flow(FlowIndex i) const { return definition_.flows[i]; }

    Nodes live_part(Nodes nodes) {
        take_away_starved(nodes);
        for (bool has_changed = true; has_changed;) {
            has_changed = false;
            for (NodeIndex join = 0; join < nodes.size(); ++join)
                has_changed = look_at_join(join, nodes) || has_changed;
        }
        return nodes;
    }

    // An inclusive join waits as long as a token on its way to it waits. So it cannot fire for ever together with a
    // node of its loop that sends such a token each time: of the two one has to go, and both ways are tried.
    bool look_at_join(NodeIndex join, Nodes& nodes) {
        if (!nodes[join] || !looks_back(node(join)) || ++looks_ > max_looks) return false;
        const Nodes loop = loop_of(join, nodes);
        const Nodes stuck = stuck_before(join, nodes);
        const Nodes before = nodes;
        for (NodeIndex sender = 0; sender < nodes.size(); ++sender) {
            if (!loop[sender] || sender == join || !sends_into(sender, stuck)) continue;
            Nodes without_sender = loop;
            without_sender[sender] = false;
            Nodes without_join = loop;
            without_join[join] = false;
            without_sender = live_part(std::move(without_sender));
            without_join = live_part(std::move(without_join));
            for (NodeIndex i = 0; i < nodes.size(); ++i)
                if (loop[i]) nodes[i] = without_sender[i] || without_join[i];
            take_away_starved(nodes);
            return nodes != before;
        }
        return false;
    }

    // What it comes back to itself by.
    Nodes loop_of(NodeIndex join, const Nodes& nodes) const {
        return reached(join, reached(join, nodes, &EndlessSearch::add_next), &EndlessSearch::add_previous);
    }

    // `from` and what a step leads to from there, again and again, among these.
    Nodes reached(NodeIndex from, const Nodes& among,
                  void (EndlessSearch::*add_step)(NodeIndex, std::vector<NodeIndex>&) const) const {
        Nodes result(among.size());
        std::vector<NodeIndex> open{from};
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            if (result[i] || !among[i]) continue;
            result[i] = true;
            (this->*add_step)(i, open);
        }
        return result;
    }

    void add_next(NodeIndex i, std::vector<NodeIndex>& open) const {
        for (const FlowIndex next : node(i).outgoing)
            if (is_whole_[next]) open.push_back(flow(next).to);
        for (const NodeIndex event : node(i).boundary) open.push_back(event);
    }

    void add_previous(NodeIndex i, std::vector<NodeIndex>& open) const {
        for (const FlowIndex incoming : node(i).incoming)
            if (is_whole_[incoming]) open.push_back(flow(incoming).from);
        if (node(i).type == NodeType::Boundary && node(i).attached_to != no_node)
            open.push_back(node(i).attached_to);
    }

    void take_away_starved(Nodes& nodes) const {
        std::vector<NodeIndex> open;
        for (NodeIndex i = 0; i < nodes.size(); ++i) open.push_back(i);
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            if (!nodes[i] || is_fed(i, nodes)) continue;
            nodes[i] = false;
            add_next(i, open);
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
        std::vector<NodeIndex> found;
        for (NodeIndex i = 0; i < nodes.size(); ++i)
            if (!nodes[i] && (waits_[i] || node(i).type == NodeType::Parallel) && to_empty[i] && !to_full[i])
                found.push_back(i);
        return with_what_leads_only_there(std::move(found), join);
    }

    Nodes with_what_leads_only_there(std::vector<NodeIndex> found, NodeIndex join) const {
        Nodes stuck(definition_.nodes.size());
        std::vector<std::size_t> ways_out;  // that lead elsewhere
        for (const Node& any : definition_.nodes) ways_out.push_back(any.outgoing.size());
        for (const NodeIndex i : found) stuck[i] = true;
        while (!found.empty()) {
            const NodeIndex i = found.back();
            found.pop_back();
            for (const FlowIndex incoming : node(i).incoming) {
                const NodeIndex before = flow(incoming).from;
                if (!is_whole_[incoming] || stuck[before] || waits_[before] || before == join) continue;
                if (--ways_out[before] > 0) continue;
                stuck[before] = true;
                found.push_back(before);
            }
        }
        return stuck;
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
