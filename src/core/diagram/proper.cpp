// Every line that passes a layer gets a vertex there, so that room is kept for it.
#include "core/diagram/layered_graph.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace wf::diagram {
namespace {

constexpr int line_room = 6;  // on each side of a line

class Proper {
public:
    Proper(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows, const Layering& layering)
        : boxes_(boxes), arrows_(arrows), layering_(layering), out_(boxes.size()) {
        graph_.ways.resize(arrows.size());
        graph_.label_at.resize(arrows.size());
        for (std::size_t i = 0; i < boxes.size(); ++i) add_box(i);
        for (const Arrow& arrow : arrows)
            if (!arrow.exit) ++out_[arrow.from];
        // Short ones first: the budget goes to as many as possible.
        std::vector<std::size_t> order(arrows.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        const std::vector<bool> is_inside = choose_inside(order);
        for (std::size_t i = 0; i < arrows.size(); ++i)
            if (is_inside[i]) layering.is_backward[i] ? add_backward(i) : add_forward(i);
    }

    LayeredGraph take() {
        int layers = 0;
        for (const Vertex& vertex : graph_.vertices) layers = std::max(layers, vertex.layer + 1);
        graph_.layers.resize(static_cast<std::size_t>(layers));
        return std::move(graph_);
    }

private:
    int layer_of(std::size_t box) const { return layering_.layer[box]; }

    std::size_t span(std::size_t arrow) const {
        const int from = layer_of(arrows_[arrow].from);
        const int to = layer_of(arrows_[arrow].to);
        return static_cast<std::size_t>(from < to ? to - from - 1 : from - to + 1);
    }

    std::vector<bool> choose_inside(std::vector<std::size_t>& order) const {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return span(a) < span(b); });
        std::size_t budget = 4 * boxes_.size() + 2000;
        std::vector<bool> is_inside(arrows_.size());
        for (const std::size_t i : order) {
            if (span(i) > budget) break;
            budget -= span(i);
            is_inside[i] = true;
        }
        return is_inside;
    }

    void add_box(std::size_t i) {
        const Box& box = boxes_[i];
        const int axis = box.body.x + box.body_size.width / 2;
        const int middle = box.body.y + box.body_size.height / 2;
        Vertex vertex;
        vertex.layer = layer_of(i);
        vertex.left = axis;
        vertex.right = box.size.width - axis;
        vertex.above = middle;
        vertex.below = box.size.height - middle;
        vertex.is_box = true;
        graph_.vertices.push_back(std::move(vertex));
    }

    VertexIndex add_vertex(int layer) {
        Vertex vertex;
        vertex.layer = layer;
        vertex.left = vertex.right = line_room;
        graph_.vertices.push_back(std::move(vertex));
        return static_cast<VertexIndex>(graph_.vertices.size() - 1);
    }

    void put_label(std::size_t arrow, VertexIndex at) {
        Vertex& vertex = graph_.vertices[at];
        const Size& size = arrows_[arrow].label;
        vertex.left = vertex.right = std::max(line_room, size.width / 2);
        vertex.above = vertex.below = size.height / 2;
        graph_.label_at[arrow] = at;
    }

    void link(VertexIndex upper, VertexIndex lower, int offset, bool is_minor) {
        graph_.vertices[upper].down.push_back({.other = lower, .offset = offset, .is_minor = is_minor});
        graph_.vertices[lower].up.push_back({.other = upper, .offset = offset, .is_minor = is_minor});
    }

    // Ways out on the side that lead to the same place run together.
    bool is_side_exit(const Arrow& arrow) const { return arrow.exit || out_[arrow.from] > 1; }

    void add_forward(std::size_t i) {
        const Arrow& arrow = arrows_[i];
        const Box& box = boxes_[arrow.from];
        const int axis = box.body.x + box.body_size.width / 2;
        int offset = arrow.exit ? arrow.exit->x - axis : 0;
        const bool is_shortcut = is_side_exit(arrow) && span(i) > (arrow.label.height > 0 ? 1U : 0U);
        bool is_minor = arrow.exit.has_value() || is_shortcut;
        auto at = static_cast<VertexIndex>(arrow.from);
        bool is_new = true;
        for (int layer = layer_of(arrow.from) + 1; layer < layer_of(arrow.to); ++layer) {
            const bool has_label = arrow.label.height > 0 && layer == layer_of(arrow.from) + 1;
            const auto [next, made] = passing(arrow, layer, !has_label && is_side_exit(arrow), true);
            if (has_label) put_label(i, next);
            if (is_new) link(at, next, offset, is_minor);
            graph_.ways[i].push_back(next);
            is_new = made;
            at = next;
            offset = 0;
            is_minor = false;
        }
        if (is_new) link(at, static_cast<VertexIndex>(arrow.to), offset, is_minor || is_shortcut);
    }

    struct Passing {
        VertexIndex vertex;
        bool is_new;
    };

    Passing passing(const Arrow& arrow, int layer, bool is_shared, bool is_forward) {
        if (!is_shared) return {add_vertex(layer), true};
        const auto [found, is_new] = shared_.try_emplace({arrow.to, layer, is_forward});
        if (is_new) found->second = add_vertex(layer);
        return {found->second, is_new};
    }

    // From the layer where the arrow begins up to the one where it ends, both included.
    void add_backward(std::size_t i) {
        const Arrow& arrow = arrows_[i];
        const int first = layer_of(arrow.from);
        const int last = layer_of(arrow.to);
        const int labelled = (first + last) / 2;
        const bool has_label = arrow.label.height > 0;
        VertexIndex below = 0;
        bool is_new = true;
        for (int layer = first; layer >= last; --layer) {
            // The first vertex is its own: it stands beside the box.
            const bool is_shared = is_side_exit(arrow) && layer < (has_label ? labelled : first);
            const auto [vertex, made] = passing(arrow, layer, is_shared, false);
            if (has_label && layer == labelled) put_label(i, vertex);
            if (layer == first) graph_.companions.push_back({vertex, static_cast<VertexIndex>(arrow.from)});
            if (layer == last && made)
                graph_.companions.push_back({vertex, static_cast<VertexIndex>(arrow.to)});
            if (layer < first && is_new) link(vertex, below, 0, false);
            graph_.ways[i].push_back(vertex);
            is_new = made;
            below = vertex;
        }
    }

    const std::vector<Box>& boxes_;
    const std::vector<Arrow>& arrows_;
    const Layering& layering_;
    std::vector<int> out_;  // arrows out of each box, boundary events aside
    std::map<std::tuple<std::size_t, int, bool>, VertexIndex> shared_;  // target, layer, forward
    LayeredGraph graph_;
};

}  // namespace

LayeredGraph make_proper(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows,
                         const Layering& layering) {
    return Proper{boxes, arrows, layering}.take();
}

int gap_between(const Vertex& left, const Vertex& right) {
    constexpr int between_boxes = 32;
    constexpr int beside_line = 10;
    return left.is_box && right.is_box ? between_boxes : beside_line;
}

}  // namespace wf::diagram
