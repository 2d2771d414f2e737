// Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): four times, leaning up or down
// and left or right, vertices are stacked into straight blocks, and the blocks pushed together; a vertex then
// gets the mean of the two middle ones of its four places. Pushed together over the graph of the blocks, not
// by classes as in the paper, whose order is not always right.
// Lines leave some boxes off their axis: so a vertex has a shift within its block.
#include "core/diagram/layered_graph.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace wf::diagram {
namespace {

using Places = std::vector<int>;
using Pair = std::pair<VertexIndex, VertexIndex>;  // upper, lower

// Links that would cross a line passing two layers: the line is to be straight.
std::set<Pair> conflicts(const LayeredGraph& graph, const std::vector<std::size_t>& place) {
    std::set<Pair> found;
    for (std::size_t layer = 1; layer < graph.layers.size(); ++layer) {
        const std::vector<VertexIndex>& row = graph.layers[layer];
        std::size_t left = 0;
        std::size_t done = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Vertex& vertex = graph.vertices[row[i]];
            const Link* inner = nullptr;
            for (const Link& link : vertex.up)
                if (!vertex.is_box && !graph.vertices[link.other].is_box && !inner) inner = &link;
            if (!inner && i + 1 < row.size()) continue;
            const std::size_t right = inner ? place[inner->other] : graph.layers[layer - 1].size();
            for (; done <= i; ++done)
                for (const Link& link : graph.vertices[row[done]].up) {
                    const bool is_inner =
                        !graph.vertices[link.other].is_box && !graph.vertices[row[done]].is_box;
                    const std::size_t at = place[link.other];
                    if (!is_inner && (at < left || at > right)) found.insert({link.other, row[done]});
                }
            left = right;
        }
    }
    return found;
}

// One of the four: as if leaning up and left; for the others the graph is looked at in a mirror.
class Leaning {
public:
    Leaning(const LayeredGraph& graph, const std::set<Pair>& conflicts, bool down, bool right)
        : graph_(graph), conflicts_(conflicts), down_(down), right_(right), rows_(graph.layers) {
        if (down) std::reverse(rows_.begin(), rows_.end());
        if (right)
            for (std::vector<VertexIndex>& row : rows_) std::reverse(row.begin(), row.end());
        const std::size_t count = graph.vertices.size();
        place_.resize(count);
        for (const std::vector<VertexIndex>& row : rows_)
            for (std::size_t i = 0; i < row.size(); ++i) place_[row[i]] = i;
        root_.resize(count);
        for (VertexIndex i = 0; i < count; ++i) root_[i] = i;
        has_next_.resize(count);
        shift_.resize(count);
        align();
        push();
    }

    Places take() {
        Places x(root_.size());
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = (right_ ? -1 : 1) * (x_[root_[i]] + shift_[i]);
        return x;
    }

private:
    void align() {
        for (const std::vector<VertexIndex>& row : rows_) {
            std::ptrdiff_t last = -1;
            for (const VertexIndex i : row) {
                std::vector<Link> others = candidates(i);
                if (others.empty()) continue;
                std::sort(others.begin(), others.end(), [&](const Link& a, const Link& b) {
                    return std::pair{place_[a.other], signed_offset(a)} <
                           std::pair{place_[b.other], signed_offset(b)};
                });
                const std::size_t low = (others.size() - 1) / 2;
                const std::size_t high = others.size() / 2;
                for (const std::size_t m : {low, high}) try_align(i, others[m], last);
            }
        }
    }

    int signed_offset(const Link& link) const { return right_ ? -link.offset : link.offset; }

    // The links to the row before; minor ones only if there is nothing else.
    std::vector<Link> candidates(VertexIndex i) const {
        const std::vector<Link>& all = down_ ? graph_.vertices[i].down : graph_.vertices[i].up;
        std::vector<Link> chosen;
        for (const Link& link : all)
            if (!link.is_minor) chosen.push_back(link);
        return chosen.empty() ? all : chosen;
    }

    void try_align(VertexIndex i, const Link& link, std::ptrdiff_t& last) {
        const VertexIndex other = link.other;
        const auto at = static_cast<std::ptrdiff_t>(place_[other]);
        if (root_[i] != i || has_next_[other] || at <= last) return;
        if (conflicts_.contains(down_ ? Pair{i, other} : Pair{other, i})) return;
        // What goes straight on keeps its place.
        const VertexIndex upper = down_ ? i : other;
        const VertexIndex lower = down_ ? other : i;
        if (link.is_minor && (has_major(graph_.vertices[upper].down) || has_major(graph_.vertices[lower].up)))
            return;
        has_next_[other] = true;
        root_[i] = root_[other];
        shift_[i] = shift_[other] + (down_ ? -signed_offset(link) : signed_offset(link));
        last = at;
    }

    static bool has_major(const std::vector<Link>& links) {
        return std::any_of(links.begin(), links.end(), [](const Link& link) { return !link.is_minor; });
    }

    int left(VertexIndex i) const { return right_ ? graph_.vertices[i].right : graph_.vertices[i].left; }
    int right(VertexIndex i) const { return right_ ? graph_.vertices[i].left : graph_.vertices[i].right; }

    struct Distance {
        VertexIndex block;
        int least;
    };

    void push() {
        const std::size_t count = root_.size();
        std::vector<std::vector<Distance>> after(count);
        std::vector<int> before(count);
        for (const std::vector<VertexIndex>& row : rows_)
            for (std::size_t i = 1; i < row.size(); ++i) {
                const VertexIndex a = row[i - 1];
                const VertexIndex b = row[i];
                const int gap = gap_between(graph_.vertices[a], graph_.vertices[b]);
                after[root_[a]].push_back(
                    {.block = root_[b], .least = right(a) + gap + left(b) + shift_[a] - shift_[b]});
                ++before[root_[b]];
            }
        std::vector<VertexIndex> order;
        for (VertexIndex i = 0; i < count; ++i)
            if (root_[i] == i && before[i] == 0) order.push_back(i);
        x_.assign(count, 0);
        for (std::size_t i = 0; i < order.size(); ++i)
            for (const Distance& distance : after[order[i]]) {
                x_[distance.block] = std::max(x_[distance.block], x_[order[i]] + distance.least);
                if (--before[distance.block] == 0) order.push_back(distance.block);
            }
        // Back to the right as far as there is room: to what it stands beside.
        for (std::size_t i = order.size(); i-- > 0;) {
            int most = std::numeric_limits<int>::max();
            for (const Distance& distance : after[order[i]])
                most = std::min(most, x_[distance.block] - distance.least);
            if (most != std::numeric_limits<int>::max()) x_[order[i]] = std::max(x_[order[i]], most);
        }
    }

    const LayeredGraph& graph_;
    const std::set<Pair>& conflicts_;
    const bool down_;
    const bool right_;
    std::vector<std::vector<VertexIndex>> rows_;
    std::vector<std::size_t> place_;
    std::vector<VertexIndex> root_;
    std::vector<bool> has_next_;
    std::vector<int> shift_;
    std::vector<int> x_;
};

struct Extent {
    int least = std::numeric_limits<int>::max();
    int most = std::numeric_limits<int>::min();
};

Extent extent(const LayeredGraph& graph, const Places& x) {
    Extent extent;
    for (std::size_t i = 0; i < x.size(); ++i) {
        extent.least = std::min(extent.least, x[i] - graph.vertices[i].left);
        extent.most = std::max(extent.most, x[i] + graph.vertices[i].right);
    }
    return extent;
}

}  // namespace

void set_columns(LayeredGraph& graph) {
    if (graph.vertices.empty()) return;
    std::vector<std::size_t> place(graph.vertices.size());
    for (const std::vector<VertexIndex>& row : graph.layers)
        for (std::size_t i = 0; i < row.size(); ++i) place[row[i]] = i;
    const std::set<Pair> crossing = conflicts(graph, place);
    std::array<Places, 4> all;
    std::array<Extent, 4> extents;
    std::size_t narrowest = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        all[i] = Leaning{graph, crossing, i >= 2, i % 2 == 1}.take();
        extents[i] = extent(graph, all[i]);
        if (extents[i].most - extents[i].least < extents[narrowest].most - extents[narrowest].least)
            narrowest = i;
    }
    for (std::size_t v = 0; v < graph.vertices.size(); ++v) {
        std::array<int, 4> x{};
        for (std::size_t i = 0; i < 4; ++i) {
            const int move = i % 2 == 1 ? extents[narrowest].most - extents[i].most
                                        : extents[narrowest].least - extents[i].least;
            x[i] = all[i][v] + move;
        }
        std::sort(x.begin(), x.end());
        const int sum = x[1] + x[2];
        graph.vertices[v].x = sum >= 0 ? sum / 2 : -((1 - sum) / 2);  // rounded down: distances stay
    }
    const auto least =
        std::min_element(graph.vertices.begin(), graph.vertices.end(),
                         [](const Vertex& a, const Vertex& b) { return a.x - a.left < b.x - b.left; });
    const int move = least->left - least->x;
    for (Vertex& vertex : graph.vertices) vertex.x += move;
}

}  // namespace wf::diagram
