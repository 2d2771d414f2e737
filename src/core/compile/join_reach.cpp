// Against the flows, from each incoming flow of a join, never through the join itself: BPMN 2.0, section
// 13.4.3. Computed once, because at run time the question comes up after every move of a token.
#include "core/compile/join_reach.hpp"

#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

bool is_join(const Node& node) {
    return (node.type == NodeType::Inclusive || node.type == NodeType::Complex) && node.incoming.size() > 1;
}

// Bits flow backwards from the nodes just before the join until nothing changes.
class ReachSearch {
public:
    ReachSearch(const Definition& definition, JoinReach& reach)
        : definition_{definition}, reach_{reach}, is_open_(definition.nodes.size()) {}

    void run() {
        const std::vector<FlowIndex>& incoming = definition_.nodes[reach_.node].incoming;
        for (std::size_t k = 0; k < incoming.size(); ++k)
            add(definition_.flows[incoming[k]].from, std::uint64_t{1} << k);
        while (!open_.empty()) {
            const NodeIndex i = open_.back();
            open_.pop_back();
            is_open_[i] = false;
            const Node& node = definition_.nodes[i];
            for (const FlowIndex flow : node.incoming) add(definition_.flows[flow].from, reach_.from[i]);
            // An event that does not interrupt may never come: its token counts once it exists, not before.
            if (node.type == NodeType::Boundary && node.event.interrupting)
                add(node.attached_to, reach_.from[i]);
        }
    }

private:
    void add(NodeIndex i, std::uint64_t bits) {
        if (i == reach_.node || (reach_.from[i] | bits) == reach_.from[i]) return;
        reach_.from[i] |= bits;
        if (is_open_[i]) return;
        is_open_[i] = true;
        open_.push_back(i);
    }

    const Definition& definition_;
    JoinReach& reach_;
    std::vector<NodeIndex> open_;
    std::vector<bool> is_open_;
};

}  // namespace

void find_join_reach(Definition& definition) {
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        Node& node = definition.nodes[i];
        if (!is_join(node)) continue;
        JoinReach reach{.node = i, .from = std::vector<std::uint64_t>(definition.nodes.size())};
        ReachSearch{definition, reach}.run();
        definition.joins.push_back(std::move(reach));
        node.join = static_cast<std::uint32_t>(definition.joins.size());
    }
}

}  // namespace wf::compiler
