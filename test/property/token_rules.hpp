// The token rules of docs/explanation/soundness.md for one scope, written from those texts and from nothing
// else: they must not share code or data structures with src/core/soundness, whose judge they are. Slow, and
// never clever.
//
// A marking says how many tokens stand where: on a flow ("flow 3"), on an active node ("node 2"), beside the
// flow for a multi-instance activity that nobody waits for ("rest 2"). Memories are in it too: an event that
// has happened ("event 4"), a flow whose token a complex join has had in this cycle ("had 3").
#pragma once

#include "core/model/definition.hpp"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wf::test {

class TokenRules {
public:
    using Marking = std::map<std::string, int>;

    struct Move {
        Marking after;
        bool throws = false;
        bool waits = false;  // somebody has to act, or something has to happen
    };

    // `always_fails`: subprocesses in it that never complete.
    TokenRules(const Definition& definition, NodeIndex scope, const std::set<NodeIndex>& always_fails)
        : definition_(definition), scope_(scope), always_fails_(always_fails) {}

    std::vector<Marking> first() const {
        std::set<NodeIndex> starts{definition_.event_starts.begin(), definition_.event_starts.end()};
        starts.insert(definition_.start);
        if (scope_ != no_node) starts = {node(scope_).start};
        std::vector<Marking> result;
        for (const NodeIndex start : starts) result.push_back({{on_node(start), 1}});
        return result;
    }

    std::vector<Move> moves_of(const Marking& marking) {
        std::vector<Move> moves;
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
            if (!lies_in_scope(i)) continue;
            const std::size_t before = moves.size();
            if (count(marking, on_node(i)) > 0) add_moves_of_active(i, marking, moves);
            if (count(marking, rest_of(i)) > 0) add_moves_of_rest(i, marking, moves);
            if (node(i).type == NodeType::EventGateway) add_arrivals(i, marking, moves);
            if (node_waits(i) || count(marking, rest_of(i)) > 0)
                for (std::size_t k = before; k < moves.size(); ++k) moves[k].waits = true;
            if (node(i).type != NodeType::EventGateway) add_arrivals(i, marking, moves);
        }
        return moves;
    }

    // Complex joins swallow what belongs to the cycle that has fired, and begin the next one when no more can
    // come.
    Marking settled(Marking marking) const {
        for (bool has_changed = true; has_changed;) {
            const Marking before = marking;
            for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
                if (lies_in_scope(i) && node(i).type == NodeType::Complex) settle(i, marking);
            has_changed = before != marking;
        }
        return marking;
    }
    static bool is_over(const Marking& marking) {
        for (const auto& [place, tokens] : marking)
            if (!is_memory(place)) return false;
        return true;
    }

    bool is_unsafe(const Marking& marking) const {
        for (const auto& [place, tokens] : marking)
            if (tokens > 1 && !(place.starts_with("flow") && tokens <= merged_tokens(place))) return true;
        return false;
    }
    bool lies_in_scope(NodeIndex i) const {
        return node(i).parent == scope_ && !node(i).is_event_subprocess && !node(i).is_compensation_handler;
    }

    // Whether a token stops there. A subprocess does if anything in it does.
    bool node_waits(NodeIndex i) const {
        if (is_detached(node(i))) return false;
        if (node(i).type == NodeType::Task || node(i).type == NodeType::EventGateway ||
            node(i).type == NodeType::Boundary)
            return true;
        for (NodeIndex inner = 0; inner < definition_.nodes.size(); ++inner)
            if (node(inner).parent == i && node_waits(inner)) return true;
        return false;
    }

    // By any of the moves asked for so far.
    bool is_entered(NodeIndex i) const { return entered_.contains(i); }

    static bool ends_all(const Node& node) {
        return node.type == NodeType::End &&
               (node.event.kind == EventKind::Terminate || node.event.kind == EventKind::Error ||
                node.event.kind == EventKind::Cancel);
    }

private:
    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }
    const Flow& flow(FlowIndex i) const { return definition_.flows[i]; }
    static std::string on_flow(FlowIndex i) { return "flow " + std::to_string(i); }
    static std::string on_node(NodeIndex i) { return "node " + std::to_string(i); }
    static std::string rest_of(NodeIndex i) { return "rest " + std::to_string(i); }
    static std::string happened(NodeIndex i) { return "event " + std::to_string(i); }
    static std::string had(FlowIndex i) { return "had " + std::to_string(i); }

    static int count(const Marking& marking, const std::string& place) {
        const auto found = marking.find(place);
        return found == marking.end() ? 0 : found->second;
    }
    static void add(Marking& marking, const std::string& place) { ++marking[place]; }
    static void take(Marking& marking, const std::string& place) {
        if (--marking[place] == 0) marking.erase(place);
    }
    static bool is_memory(const std::string& place) {
        return place.starts_with("event") || place.starts_with("had");
    }
    // A complex gateway with one incoming flow wants several tokens there.
    int merged_tokens(const std::string& place) const {
        const Node& to = node(flow(static_cast<FlowIndex>(std::stoul(place.substr(5)))).to);
        return to.type == NodeType::Complex && to.incoming.size() == 1 && !to.need_when ? to.need : 1;
    }

    void add_arrivals(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        const Node& here = node(i);
        if (here.type == NodeType::Parallel) return add_parallel(i, marking, moves);
        if (here.type == NodeType::Inclusive && here.incoming.size() > 1)
            return add_inclusive(i, marking, moves);
        if (here.type == NodeType::Complex && here.incoming.size() > 1) return add_complex(i, marking, moves);
        const int wanted =
            here.type == NodeType::Complex && !here.need_when ? here.need : 1;  // one flow, n tokens of it
        for (const FlowIndex incoming : here.incoming) {
            if (count(marking, on_flow(incoming)) < wanted) continue;
            Marking after = marking;
            for (int k = 0; k < wanted; ++k) take(after, on_flow(incoming));
            arrive(i, after, moves);
        }
    }

    void arrive(NodeIndex i, Marking after, std::vector<Move>& moves) {
        const Node& here = node(i);
        entered_.insert(i);
        if (goes_to_end(i)) return arrive(flow(here.outgoing[0]).to, after, moves);
        if (here.type == NodeType::End) {
            const bool throws = here.event.kind == EventKind::Error || here.event.kind == EventKind::Cancel;
            if (ends_all(here)) after.clear();
            moves.push_back({after, throws});
        } else if (is_activity(here.type) && !is_detached(here)) {
            add(after, on_node(i));
            moves.push_back({after});
        } else if (is_activity(here.type)) {
            if (!here.boundary.empty() || !here.cancels.empty()) add(after, rest_of(i));
            leave(i, after, moves);
        } else {
            leave(i, after, moves);
        }
    }

    // Branches that end in one place may meet before it: at a merge, a pass or a copy with nothing else behind it.
    bool goes_to_end(NodeIndex i) const {
        std::set<NodeIndex> seen;
        while (seen.insert(i).second) {
            const Node& here = node(i);
            if (here.type == NodeType::End) return seen.size() > 1;
            const bool is_plain = here.boundary.empty() && here.cancels.empty() &&
                                  here.loop.kind == LoopKind::None &&
                                  (here.type == NodeType::Exclusive || here.type == NodeType::Pass ||
                                   here.type == NodeType::Copy);
            if (!is_plain || here.outgoing.size() != 1 || flow(here.outgoing[0]).when) return false;
            i = flow(here.outgoing[0]).to;
        }
        return false;
    }
    NodeIndex last_of_row(NodeIndex i) const {
        while (goes_to_end(i)) i = flow(node(i).outgoing[0]).to;
        return i;
    }

    static bool is_detached(const Node& node) {
        return !node.loop.wait &&
               (node.loop.kind == LoopKind::Parallel || node.loop.kind == LoopKind::Sequential);
    }

    void add_parallel(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        if (node(i).incoming.empty()) return;
        Marking after = marking;
        for (const FlowIndex incoming : node(i).incoming) {
            if (count(after, on_flow(incoming)) == 0) return;
            take(after, on_flow(incoming));
        }
        entered_.insert(i);
        leave(i, after, moves);
    }

    void add_inclusive(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        std::set<FlowIndex> with_token;
        for (const FlowIndex incoming : node(i).incoming)
            if (count(marking, on_flow(incoming)) > 0) with_token.insert(incoming);
        if (with_token.empty() || is_more_to_come(i, with_token, marking)) return;
        Marking after = marking;
        for (const FlowIndex incoming : with_token) take(after, on_flow(incoming));
        entered_.insert(i);
        leave(i, after, moves);
    }

    void add_complex(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        std::set<FlowIndex> with_token;
        for (const FlowIndex incoming : node(i).incoming) {
            if (count(marking, had(incoming)) > 0) return;  // it has fired and its cycle is not over
            if (count(marking, on_flow(incoming)) > 0) with_token.insert(incoming);
        }
        const int need = node(i).need_when ? 1 : node(i).need;
        if (static_cast<int>(with_token.size()) < need) return;
        Marking after = marking;
        for (const FlowIndex incoming : with_token) {
            take(after, on_flow(incoming));
            if (!node(i).cancel_rest) add(after, had(incoming));
        }
        if (node(i).cancel_rest)
            for (const auto& [place, tokens] : marking)
                if (!is_memory(place) && is_waited_for(place, i, with_token)) after.erase(place);
        entered_.insert(i);
        leave(i, after, moves);
    }

    void add_moves_of_active(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        const bool is_interruptible = add_events(i, on_node(i), marking, moves);
        Marking after = marking;
        take(after, on_node(i));
        if (node(i).type == NodeType::Start) entered_.insert(i);
        if (!always_fails_.contains(i)) {
            cancel(i, after);
            leave(i, after, moves);
        } else if (!is_interruptible) {
            moves.push_back({Marking{}, true});
        }
    }

    void add_moves_of_rest(NodeIndex i, const Marking& marking, std::vector<Move>& moves) {
        add_events(i, rest_of(i), marking, moves);
        Marking after = marking;
        take(after, rest_of(i));
        cancel(i, after);
        moves.push_back({after});
    }

    bool add_events(NodeIndex i, const std::string& place, const Marking& marking, std::vector<Move>& moves) {
        bool is_interruptible = false;
        for (const NodeIndex event : node(i).boundary) {
            Marking after = marking;
            if (node(event).event.interrupting) {
                take(after, place);
                is_interruptible = true;
            } else if (count(marking, happened(event)) > 0) {
                continue;
            } else {
                add(after, happened(event));
            }
            entered_.insert(event);
            const std::size_t before = moves.size();
            leave(event, after, moves);
            for (std::size_t k = before; k < moves.size(); ++k) moves[k].waits = true;
        }
        return is_interruptible;
    }

    void cancel(NodeIndex i, Marking& marking) const {
        for (const NodeIndex target : node(i).cancels) {
            marking.erase(on_node(target));
            marking.erase(rest_of(target));
            for (const FlowIndex incoming : node(target).incoming) marking.erase(on_flow(incoming));
        }
    }

    // ---- ways out of a node

    // Several tokens before an end of the whole scope are as good as one.
    void leave(NodeIndex i, const Marking& marking, std::vector<Move>& moves) const {
        for (const std::set<FlowIndex>& way : ways_out(i)) {
            Marking after = marking;
            for (const FlowIndex outgoing : way)
                if (!ends_all(node(last_of_row(flow(outgoing).to))) || count(after, on_flow(outgoing)) == 0)
                    add(after, on_flow(outgoing));
            moves.push_back({after});
        }
    }

    std::set<std::set<FlowIndex>> ways_out(NodeIndex i) const {
        const std::vector<FlowIndex>& flows = node(i).outgoing;
        if (flows.empty()) return {{}};
        std::set<std::set<FlowIndex>> ways;
        if (node(i).type == NodeType::Exclusive || node(i).type == NodeType::EventGateway) {
            for (const FlowIndex outgoing : flows) ways.insert({outgoing});
            return ways;
        }
        if (node(i).type == NodeType::Parallel) return {{flows.begin(), flows.end()}};
        for (unsigned truth = 0; truth < 1U << flows.size(); ++truth) {
            std::set<FlowIndex> way;
            bool is_condition_true = false;
            for (std::size_t k = 0; k < flows.size(); ++k) {
                const Flow& outgoing = flow(flows[k]);
                const bool is_true = (truth >> k & 1U) != 0;
                if (!outgoing.is_default && (!outgoing.when || is_true)) way.insert(flows[k]);
                is_condition_true = is_condition_true || (!outgoing.is_default && outgoing.when && is_true);
            }
            for (const FlowIndex outgoing : flows)
                if (flow(outgoing).is_default && !is_condition_true) way.insert(outgoing);
            if (!way.empty()) ways.insert(way);  // nothing selected: an error, and the command is undone
        }
        return ways;
    }

    // ---- BPMN 2.0, 13.4.3

    // The incoming flows of `join` that a token at `place` can reach without passing through it.
    std::set<FlowIndex> reachable_flows(const std::string& place, NodeIndex join) const {
        const auto index = static_cast<std::uint32_t>(std::stoul(place.substr(5)));
        std::set<FlowIndex> seen;
        std::deque<FlowIndex> open;
        const auto follow = [&](const std::vector<FlowIndex>& flows) {
            for (const FlowIndex next : flows)
                if (seen.insert(next).second) open.push_back(next);
        };
        const auto follow_node = [&](NodeIndex from, bool with_flows) {
            if (with_flows) follow(node(from).outgoing);
            for (const NodeIndex event : node(from).boundary)
                if (node(event).event.interrupting) follow(node(event).outgoing);
        };
        if (place.starts_with("flow"))
            follow({index});
        else
            follow_node(index, place.starts_with("node"));
        std::set<FlowIndex> result;
        while (!open.empty()) {
            const FlowIndex next = open.front();
            open.pop_front();
            if (flow(next).to == join)
                result.insert(next);
            else
                follow_node(flow(next).to, true);
        }
        return result;
    }

    bool is_more_to_come(NodeIndex join, const std::set<FlowIndex>& with_token,
                         const Marking& marking) const {
        for (const auto& [place, tokens] : marking)
            if (!is_memory(place) && is_waited_for(place, join, with_token)) return true;
        return false;
    }
    bool is_waited_for(const std::string& place, NodeIndex join,
                       const std::set<FlowIndex>& with_token) const {
        bool reaches_empty = false;
        bool reaches_token = false;
        for (const FlowIndex reached : reachable_flows(place, join))
            (with_token.contains(reached) ? reaches_token : reaches_empty) = true;
        return reaches_empty && !reaches_token;
    }

    void settle(NodeIndex join, Marking& marking) const {
        std::set<FlowIndex> here;
        for (const FlowIndex incoming : node(join).incoming)
            if (count(marking, had(incoming)) > 0) here.insert(incoming);
        if (here.empty()) return;
        for (const FlowIndex incoming : node(join).incoming) {
            if (count(marking, on_flow(incoming)) == 0 || !here.insert(incoming).second) continue;
            take(marking, on_flow(incoming));
            add(marking, had(incoming));
        }
        if (is_more_to_come(join, here, marking)) return;
        for (const FlowIndex incoming : node(join).incoming) marking.erase(had(incoming));
    }

    const Definition& definition_;
    NodeIndex scope_;
    const std::set<NodeIndex>& always_fails_;
    std::set<NodeIndex> entered_;
};

}  // namespace wf::test
