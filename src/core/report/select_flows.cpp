#include "core/report/select_flows.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <utility>

namespace wf::report {
namespace {

// Grows from where nothing leads to, always by the strongest link to a node that was not reached yet (Prim).
class Reach {
public:
    Reach(const std::vector<FlowLink>& links, std::size_t nodes) : links_(links), outgoing_(nodes), reached_(nodes) {
        std::vector<bool> has_incoming(nodes);
        for (std::size_t i = 0; i < links.size(); ++i) {
            outgoing_[links[i].from].push_back(i);
            if (links[i].from != links[i].to) has_incoming[links[i].to] = true;
        }
        for (std::size_t node = 0; node < nodes; ++node)
            if (!has_incoming[node]) begin_at(node);
    }

    std::vector<bool> needed() {
        std::vector<bool> needed(links_.size());
        for (std::size_t node = 0;;) {
            while (!strongest_.empty()) {
                const std::size_t link = strongest_.top().second;
                strongest_.pop();
                if (reached_[links_[link].to]) continue;
                needed[link] = true;
                begin_at(links_[link].to);
            }
            // A circle that nothing leads into.
            while (node < reached_.size() && reached_[node]) ++node;
            if (node == reached_.size()) return needed;
            begin_at(node);
        }
    }

private:
    void begin_at(std::size_t node) {
        reached_[node] = true;
        for (const std::size_t link : outgoing_[node]) strongest_.emplace(links_[link].taken, link);
    }

    const std::vector<FlowLink>& links_;
    std::vector<std::vector<std::size_t>> outgoing_;
    std::vector<bool> reached_;
    std::priority_queue<std::pair<std::int64_t, std::size_t>> strongest_;
};

}  // namespace

std::vector<bool> select_flows(const std::vector<FlowLink>& links, std::size_t nodes, std::size_t most, std::int64_t least) {
    std::vector<bool> selected = Reach{links, nodes}.needed();
    auto room = most - std::min(most, static_cast<std::size_t>(std::ranges::count(selected, true)));
    std::vector<std::size_t> order(links.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return links[a].taken > links[b].taken; });
    for (const std::size_t link : order) {
        if (room == 0 || links[link].taken < least) break;
        if (selected[link]) continue;
        selected[link] = true;
        --room;
    }
    return selected;
}

}  // namespace wf::report
