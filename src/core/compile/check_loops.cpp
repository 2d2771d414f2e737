// A loop without an approval in it would run for ever without anybody deciding: one transaction that never
// ends.
#include "core/compile/check.hpp"

#include <cstdint>
#include <vector>

namespace wf::compiler {
namespace {

enum class Color : std::uint8_t { New, Open, Done };

// Depth first with its own stack, through nodes that nobody guards. A flow back to an open node closes a
// loop.
class LoopSearch {
public:
    LoopSearch(const Draft& draft, Report& report)
        : draft_{draft}, report_{report}, colors_(draft.nodes.size(), Color::New) {}

    void run() {
        for (NodeIndex i = 0; i < draft_.nodes.size(); ++i)
            if (colors_[i] == Color::New && !is_guard(i)) search_from(i);
    }

private:
    struct Step {
        NodeIndex node = 0;
        std::size_t next = 0;  // the outgoing flow to follow next
    };

    // What a node of an unknown type does is not known; it has its own finding.
    bool is_guard(NodeIndex i) const {
        return !draft_.nodes[i].has_known_type || draft_.definition.nodes[i].type == NodeType::Approval;
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
            if (step.next == node.outgoing.size()) {
                colors_[step.node] = Color::Done;
                steps_.pop_back();
                continue;
            }
            follow(node.outgoing[step.next++]);
        }
    }

    void follow(FlowIndex flow) {
        if (!draft_.flows[flow].to_exists) return;
        const NodeIndex to = draft_.definition.flows[flow].to;
        if (is_guard(to) || colors_[to] == Color::Done) return;
        if (colors_[to] == Color::New) return open(to);
        report_.error("unguarded_loop", draft_.flows[flow].path,
                      "flow " + quoted(draft_.definition.flows[flow].id) +
                          " closes a loop without an approval: " + loop(to),
                      "Put an approval into the loop, or it could run for ever.");
    }

    // The open nodes from `first` on: "a", "b", "a".
    std::string loop(NodeIndex first) const {
        constexpr std::size_t max_shown = 8;
        std::size_t k = steps_.size();
        while (steps_[k - 1].node != first) --k;
        std::string result;
        for (std::size_t shown = 0; k <= steps_.size(); ++k, ++shown) {
            if (shown == max_shown) return result + " ...";
            result += (shown == 0 ? "" : ", ") + quoted(draft_.definition.nodes[steps_[k - 1].node].id);
        }
        return result;
    }

    const Draft& draft_;
    Report& report_;
    std::vector<Color> colors_;
    std::vector<Step> steps_;
};

}  // namespace

void check_loops(const Draft& draft, Report& report) { LoopSearch{draft, report}.run(); }

}  // namespace wf::compiler
