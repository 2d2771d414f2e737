#include "core/diagram/layered_graph.hpp"

#include <algorithm>
#include <utility>

namespace wf::diagram {
namespace {

constexpr int max_sweeps = 12;

enum class Toward : std::uint8_t { Up, Down };

class Ordering {
public:
    explicit Ordering(LayeredGraph& graph)
        : graph_(graph), place_(graph.vertices.size()), companions_(graph.vertices.size()) {
        for (const Companion& companion : graph.companions)
            companions_[companion.box].push_back(companion.vertex);
        for (const Companion& companion : graph.companions)
            box_of_.emplace_back(companion.vertex, companion.box);
        std::sort(box_of_.begin(), box_of_.end());
        walk();
        improve();
    }

private:
    const Vertex& vertex(VertexIndex i) const { return graph_.vertices[i]; }

    // First come, first placed: depth first, so that a branch stays together.
    void walk() {
        std::vector<bool> seen(graph_.vertices.size());
        std::vector<VertexIndex> stack;
        for (const bool from_first_layer : {true, false})
            for (VertexIndex first = 0; first < graph_.vertices.size(); ++first) {
                if (from_first_layer && vertex(first).layer != 0) continue;
                stack.push_back(first);
                while (!stack.empty()) {
                    const VertexIndex at = stack.back();
                    stack.pop_back();
                    if (seen[at]) continue;
                    seen[at] = true;
                    graph_.layers[static_cast<std::size_t>(vertex(at).layer)].push_back(at);
                    for (const VertexIndex beside : companions_[at]) stack.push_back(beside);
                    const std::vector<Link>& down = vertex(at).down;
                    for (std::size_t i = down.size(); i-- > 0;) stack.push_back(down[i].other);
                }
            }
        for (std::size_t layer = 0; layer < graph_.layers.size(); ++layer) note_places(layer);
    }

    void note_places(std::size_t layer) {
        for (std::size_t i = 0; i < graph_.layers[layer].size(); ++i) place_[graph_.layers[layer][i]] = i;
    }

    void improve() {
        auto best = graph_.layers;
        std::size_t fewest = cost();
        for (int sweep = 0, in_vain = 0; sweep < max_sweeps && in_vain < 4 && fewest > 0; ++sweep) {
            run(sweep % 2 == 0 ? Toward::Up : Toward::Down);
            const std::size_t now = cost();
            ++in_vain;
            if (now >= fewest) continue;
            fewest = now;
            best = graph_.layers;
            in_vain = 0;
        }
        graph_.layers = std::move(best);
    }

    // Toward::Up: layer by layer downwards, each by what stands above it.
    void run(Toward side) {
        const std::size_t count = graph_.layers.size();
        for (std::size_t i = 1; i < count; ++i) sort(side == Toward::Up ? i : count - 1 - i, side);
        if (side == Toward::Up && count > 0) sort(0, side);
    }

    void sort(std::size_t layer, Toward side) {
        std::vector<VertexIndex>& row = graph_.layers[layer];
        for (const VertexIndex i : row) key_of(i, side);
        // The ends of lines that run up follow their box.
        for (const auto& [line, box] : box_of_in(row))
            if (links(line, side).empty()) keys_[line] = keys_[box];
        std::stable_sort(row.begin(), row.end(), [&](VertexIndex a, VertexIndex b) {
            if (keys_[a] != keys_[b]) return keys_[a] < keys_[b];
            return vertex(a).is_box && !vertex(b).is_box && is_companion(b);
        });
        note_places(layer);
    }

    const std::vector<Link>& links(VertexIndex i, Toward side) const {
        return side == Toward::Up ? vertex(i).up : vertex(i).down;
    }

    // Where the neighbours stand on average, in parts of the width of their layer.
    void key_of(VertexIndex i, Toward side) {
        keys_.resize(graph_.vertices.size());
        const std::vector<Link>& neighbours = links(i, side);
        const auto own = static_cast<std::size_t>(vertex(i).layer);
        double sum = 0;
        for (const Link& link : neighbours) {
            const auto layer = static_cast<std::size_t>(vertex(link.other).layer);
            const double offset = side == Toward::Up && link.offset != 0 ? (link.offset > 0 ? 0.1 : -0.1) : 0;
            sum += (static_cast<double>(place_[link.other]) + 0.5 + offset) /
                   static_cast<double>(graph_.layers[layer].size());
        }
        keys_[i] = neighbours.empty() ? (static_cast<double>(place_[i]) + 0.5) /
                                            static_cast<double>(graph_.layers[own].size())
                                      : sum / static_cast<double>(neighbours.size());
    }

    std::vector<std::pair<VertexIndex, VertexIndex>> box_of_in(const std::vector<VertexIndex>& row) const {
        std::vector<std::pair<VertexIndex, VertexIndex>> found;
        for (const VertexIndex i : row) {
            const auto it = std::lower_bound(box_of_.begin(), box_of_.end(), std::pair{i, VertexIndex{0}});
            if (it != box_of_.end() && it->first == i) found.push_back(*it);
        }
        return found;
    }

    bool is_companion(VertexIndex i) const {
        const auto it = std::lower_bound(box_of_.begin(), box_of_.end(), std::pair{i, VertexIndex{0}});
        return it != box_of_.end() && it->first == i;
    }

    std::size_t cost() const {
        std::size_t sum = 0;
        for (std::size_t layer = 0; layer + 1 < graph_.layers.size(); ++layer) sum += crossings(layer);
        for (const auto& [line, box] : box_of_) {
            const std::size_t a = place_[line];
            const std::size_t b = place_[box];
            sum += (a > b ? a - b : b - a) - 1;
        }
        return sum;
    }

    // Inversions between this layer and the next, counted in a Fenwick tree.
    std::size_t crossings(std::size_t layer) const {
        std::vector<std::size_t> tree(graph_.layers[layer + 1].size() + 1);
        std::size_t seen = 0;
        std::size_t found = 0;
        std::vector<std::pair<int, std::size_t>> ends;  // offset, place below
        for (const VertexIndex i : graph_.layers[layer]) {
            ends.clear();
            for (const Link& link : vertex(i).down) ends.emplace_back(link.offset, place_[link.other]);
            std::sort(ends.begin(), ends.end());
            for (std::size_t first = 0, last = 0; first < ends.size(); first = last) {
                // What leaves at the same place does not cross.
                for (last = first; last < ends.size() && ends[last].first == ends[first].first; ++last) {
                    std::size_t not_right = 0;
                    for (std::size_t at = ends[last].second + 1; at > 0; at &= at - 1) not_right += tree[at];
                    found += seen - not_right;
                }
                for (std::size_t k = first; k < last; ++k, ++seen)
                    for (std::size_t at = ends[k].second + 1; at < tree.size(); at += at & (~at + 1))
                        ++tree[at];
            }
        }
        return found;
    }

    LayeredGraph& graph_;
    std::vector<std::size_t> place_;
    std::vector<std::vector<VertexIndex>> companions_;         // of each box
    std::vector<std::pair<VertexIndex, VertexIndex>> box_of_;  // line and box, sorted
    std::vector<double> keys_;
};

}  // namespace

void order_layers(LayeredGraph& graph) { Ordering{graph}; }

}  // namespace wf::diagram
