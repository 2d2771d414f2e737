// A loop in which nobody decides and nothing is waited for would run for ever: one transaction that never
// ends.
#include "core/compile/check.hpp"
#include "core/compile/endless.hpp"

#include <cstdint>
#include <vector>

namespace wf::compiler {
namespace {

enum class Color : std::uint8_t { New, Open, Done };

// Depth first with its own stack, through what can be passed for ever. A flow back to an open node closes a loop.
class LoopSearch {
public:
    LoopSearch(const Draft& draft, Report& report)
        : draft_{draft},
          report_{report},
          guards_(draft.nodes.size()),
          colors_(draft.nodes.size(), Color::New) {
        // From the last to the first: what lies in a subprocess comes after it.
        for (NodeIndex i = static_cast<NodeIndex>(guards_.size()); i-- > 0;) {
            guards_[i] = (guards_[i] || waits(i)) && !lets_token_go(draft.definition.nodes[i].loop);
            const NodeIndex parent = draft.definition.nodes[i].parent;
            if (guards_[i] && parent != no_node) guards_[parent] = true;
        }
        endless_ = endless_nodes(draft.definition, guards_);
    }

    void run() {
        for (NodeIndex i = 0; i < draft_.nodes.size(); ++i) check_standard_loop(i);
        for (NodeIndex i = 0; i < draft_.nodes.size(); ++i)
            if (colors_[i] == Color::New && endless_[i]) search_from(i);
    }

private:
    struct Step {
        NodeIndex node = 0;
        std::size_t next = 0;  // the outgoing flow or, after those, the boundary event to follow next
    };

    // Multi-instance that nobody waits for.
    static bool lets_token_go(const Loop& loop) {
        return !loop.wait && (loop.kind == LoopKind::Sequential || loop.kind == LoopKind::Parallel);
    }

    // Whether the node stops the token until somebody acts or something happens. What a node of an unknown
    // type does is not known; it has its own finding.
    bool waits(NodeIndex i) const {
        if (!draft_.nodes[i].has_known_type) return true;
        const Node& node = draft_.definition.nodes[i];
        switch (node.type) {
            case NodeType::Approval:
            case NodeType::Task:
            case NodeType::Service:
            case NodeType::EventGateway:
            case NodeType::Call: return true;
            case NodeType::Catch: return node.event.kind != EventKind::Link;
            case NodeType::Boundary:
                return node.event.kind == EventKind::Timer || node.event.kind == EventKind::Message ||
                       node.event.kind == EventKind::Signal || node.event.kind == EventKind::Condition;
            case NodeType::Subprocess:  // guards if a node in it does: see is_guard
            case NodeType::Start:
            case NodeType::End:
            case NodeType::Copy:
            case NodeType::Script:
            case NodeType::Pass:
            case NodeType::Exclusive:
            case NodeType::Parallel:
            case NodeType::Inclusive:
            case NodeType::Complex:
            case NodeType::Throw: return false;
        }
        return false;
    }

    // A subprocess is trusted if it has a guard anywhere in it. On every path would be the whole truth, but a
    // way around the guard is mostly an exception (an error end, a branch for small amounts), and refusing it
    // would refuse processes that do end.
    bool is_guard(NodeIndex i) const { return guards_[i]; }

    void check_standard_loop(NodeIndex i) {
        const Node& node = draft_.definition.nodes[i];
        if (node.loop.kind != LoopKind::Standard || node.loop.condition || node.loop.max > 0 || is_guard(i))
            return;
        report_.error("unguarded_loop", child(draft_.nodes[i].path, "loop"),
                      "node " + in_quotes(node.id) + " repeats itself for ever",
                      "Give it \"while\" or \"max\".");
    }

    void open(NodeIndex i) {
        colors_[i] = Color::Open;
        steps_.push_back({.node = i});
    }

    void search_from(NodeIndex root) {
        open(root);
        while (!steps_.empty()) {
            Step& step = steps_.back();
            const Node& node = draft_.definition.nodes[step.node];
            const std::size_t next = step.next++;
            if (next < node.outgoing.size()) {
                follow(node.outgoing[next]);
            } else if (next - node.outgoing.size() < node.boundary.size()) {
                const NodeIndex event = node.boundary[next - node.outgoing.size()];
                // Never open already: a boundary event is reached from its host alone.
                if (endless_[event] && colors_[event] == Color::New) open(event);
            } else {
                colors_[step.node] = Color::Done;
                steps_.pop_back();
            }
        }
    }

    void follow(FlowIndex flow) {
        if (!draft_.flows[flow].to_exists) return;
        const NodeIndex to = draft_.definition.flows[flow].to;
        if (!endless_[to] || colors_[to] == Color::Done) return;
        if (colors_[to] == Color::New) return open(to);
        report_.error("unguarded_loop", draft_.flows[flow].path,
                      "flow " + in_quotes(draft_.definition.flows[flow].id) +
                          " closes a loop in which nothing is waited for: " + loop(to),
                      "Put an approval, a task or another wait into the loop, or it could run for ever.");
    }

    // The open nodes from `first` on: "a", "b", "a".
    std::string loop(NodeIndex first) const {
        constexpr std::size_t max_shown = 8;
        std::size_t k = steps_.size();
        while (steps_[k - 1].node != first) --k;
        std::string result;
        for (std::size_t shown = 0; k <= steps_.size(); ++k, ++shown) {
            if (shown == max_shown) return result + " ...";
            result += (shown == 0 ? "" : ", ") + in_quotes(draft_.definition.nodes[steps_[k - 1].node].id);
        }
        return result;
    }

    const Draft& draft_;
    Report& report_;
    std::vector<bool> guards_;
    std::vector<bool> endless_;
    std::vector<Color> colors_;
    std::vector<Step> steps_;
};

}  // namespace

void check_loops(const Draft& draft, Report& report) { LoopSearch{draft, report}.run(); }

}  // namespace wf::compiler
