// The heights of the layers, and the lines.
#include "core/diagram/layered_graph.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace wf::diagram {
namespace {

constexpr int track_height = 10;
constexpr int above_tracks = 14;
constexpr int below_tracks = 24;  // room for the head of the arrow
constexpr int beside_label = 8;
constexpr int lane_width = 12;

// A piece of a line within one gap: between two points of its borders.
struct Piece {
    struct End {
        int x = 0;
        bool is_top = true;  // of the gap
    };
    std::size_t gap = 0;
    End from;
    End to;
    std::size_t run = 0;
};

class Rows {
public:
    Rows(const LayeredGraph& graph, const std::vector<Box>& boxes, const std::vector<Arrow>& arrows,
         const Layering& layering)
        : graph_(graph), boxes_(boxes), arrows_(arrows), layering_(layering) {
        places_.resize(graph.vertices.size());
        for (const auto& row : graph.layers)
            for (std::size_t i = 0; i < row.size(); ++i) places_[row[i]] = i;
        for (const Vertex& vertex : graph.vertices) width_ = std::max(width_, vertex.x + vertex.right);
        take_lanes();
        pieces_.resize(arrows.size());
        for (std::size_t i = 0; i < arrows.size(); ++i) cut(i);
        runs_of_gap_.resize(graph.layers.size() + 1);
        gather();
        set_heights();
    }

    Layout take() {
        Layout layout;
        for (std::size_t i = 0; i < boxes_.size(); ++i)
            layout.corners.push_back(
                {.x = vertex(i).x - vertex(i).left, .y = middle_of(i) - vertex(i).above});
        for (std::size_t i = 0; i < arrows_.size(); ++i) layout.routes.push_back(route(i));
        layout.size = {.width = width_, .height = tops_.empty() ? 0 : tops_.back()};
        return layout;
    }

private:
    const Vertex& vertex(std::size_t i) const { return graph_.vertices[i]; }
    std::size_t layer_of(std::size_t i) const { return static_cast<std::size_t>(vertex(i).layer); }

    bool is_outside(std::size_t arrow) const {
        const Arrow& a = arrows_[arrow];
        if (!graph_.ways[arrow].empty()) return false;
        return layering_.is_backward[arrow] || vertex(a.to).layer - vertex(a.from).layer > 1;
    }

    // Lines outside stand on the right, those to one box in one lane; two boxes may share a lane if their
    // lines do not pass the same layers.
    void take_lanes() {
        struct Span {
            int low;
            int high;
        };
        std::map<std::size_t, Span> outside;  // by the box they lead to
        for (std::size_t i = 0; i < arrows_.size(); ++i) {
            if (!is_outside(i)) continue;
            const auto [low, high] = std::minmax(vertex(arrows_[i].from).layer, vertex(arrows_[i].to).layer);
            Span& span = outside.try_emplace(arrows_[i].to, Span{low, high}).first->second;
            span = {std::min(span.low, low), std::max(span.high, high)};
        }
        std::vector<std::tuple<int, int, std::size_t>> order;
        for (const auto& [box, span] : outside) order.emplace_back(span.low, span.high, box);
        std::sort(order.begin(), order.end());
        std::multimap<int, int> free_from;  // layer -> x
        for (const auto& [low, high, box] : order) {
            int x = 0;
            if (!free_from.empty() && free_from.begin()->first < low) {
                x = free_from.begin()->second;
                free_from.erase(free_from.begin());
            } else {
                width_ += lane_width;
                x = width_ - lane_width / 2;
            }
            free_from.emplace(high + 1, x);
            lanes_.emplace(box, x);
        }
    }

    int exit_x(const Arrow& arrow) const {
        return arrow.exit ? vertex(arrow.from).x - vertex(arrow.from).left + arrow.exit->x
                          : vertex(arrow.from).x;
    }

    bool is_beside(std::size_t line, std::size_t box) const {
        const std::size_t a = places_[line];
        const std::size_t b = places_[box];
        return layer_of(line) == layer_of(box) && (a + 1 == b || b + 1 == a);
    }

    // Loops leave and enter at the side where nothing stands between.
    bool leaves_aside(std::size_t i) const {
        return layering_.is_backward[i] && !graph_.ways[i].empty() && !arrows_[i].exit &&
               arrows_[i].from != arrows_[i].to && is_beside(graph_.ways[i].front(), arrows_[i].from);
    }
    bool enters_aside(std::size_t i) const {
        return layering_.is_backward[i] && !graph_.ways[i].empty() && arrows_[i].from != arrows_[i].to &&
               is_beside(graph_.ways[i].back(), arrows_[i].to);
    }

    void cut(std::size_t i) {
        const Arrow& arrow = arrows_[i];
        const std::vector<VertexIndex>& way = graph_.ways[i];
        const std::size_t below = layer_of(arrow.from) + 1;
        const std::size_t above = layer_of(arrow.to);
        const int start = exit_x(arrow);
        const int end = vertex(arrow.to).x;
        if (is_outside(i)) {
            const bool is_down = !layering_.is_backward[i];
            add(i, below, {start, true}, {lanes_.at(arrow.to), !is_down});
            add(i, above, {lanes_.at(arrow.to), is_down}, {end, false});
            return;
        }
        if (!layering_.is_backward[i]) {
            int x = start;
            for (std::size_t k = 0; k <= way.size(); ++k) {
                const int next = k < way.size() ? vertex(way[k]).x : end;
                add(i, below + k, {x, true}, {next, false});
                x = next;
            }
            return;
        }
        if (!leaves_aside(i)) add(i, below, {start, true}, {vertex(way.front()).x, true});
        for (std::size_t k = 1; k < way.size(); ++k)
            add(i, layer_of(way[k - 1]), {vertex(way[k - 1]).x, false}, {vertex(way[k]).x, true});
        if (!enters_aside(i)) add(i, above, {vertex(way.back()).x, false}, {end, false});
    }

    void add(std::size_t arrow, std::size_t gap, Piece::End from, Piece::End to) {
        pieces_[arrow].push_back({.gap = gap, .from = from, .to = to});
    }

    // Pieces out of one place run together, and so do those into one place.
    void gather() {
        using Border = std::tuple<std::size_t, int, bool>;  // gap, x, top
        std::map<Border, std::vector<int>> ends;            // where the pieces lead that begin there
        const auto border = [](const Piece& piece, const Piece::End& end) {
            return Border{piece.gap, end.x, end.is_top};
        };
        for (const auto& pieces : pieces_)
            for (const Piece& piece : pieces) ends[border(piece, piece.from)].push_back(piece.to.x);
        const auto is_fork = [&](const Piece& piece) {
            const std::vector<int>& to = ends[border(piece, piece.from)];
            return std::any_of(to.begin(), to.end(), [&](int x) { return x != to.front(); });
        };
        std::map<std::pair<Border, bool>, std::size_t> runs;  // by the place they share; true: out of it
        for (auto& pieces : pieces_)
            for (Piece& piece : pieces) {
                const bool out = is_fork(piece);
                std::vector<Run>& of_gap = runs_of_gap_[piece.gap];
                const auto [found, is_new] =
                    runs.try_emplace({border(piece, out ? piece.from : piece.to), out}, of_gap.size());
                if (is_new) of_gap.emplace_back();
                piece.run = found->second;
                for (const Piece::End& end : {piece.from, piece.to})
                    (end.is_top ? of_gap[piece.run].tops : of_gap[piece.run].bottoms).push_back(end.x);
            }
        for (std::vector<Run>& of_gap : runs_of_gap_)
            for (Run& run : of_gap)
                for (std::vector<int>* xs : {&run.tops, &run.bottoms}) {
                    std::sort(xs->begin(), xs->end());
                    xs->erase(std::unique(xs->begin(), xs->end()), xs->end());
                }
    }

    bool has_box(std::size_t layer) const {
        for (const VertexIndex i : graph_.layers[layer])
            if (vertex(i).is_box) return true;
        return false;
    }

    void set_heights() {
        const std::size_t count = graph_.layers.size();
        int y = 0;
        for (std::size_t gap = 0; gap <= count; ++gap) {
            const int tracks = set_tracks(runs_of_gap_[gap]);
            const bool is_outer = gap == 0 || gap == count;
            const int before = gap > 0 && has_box(gap - 1) ? above_tracks : beside_label;
            const int after = gap < count && has_box(gap) ? below_tracks : beside_label;
            first_track_.push_back(y + before);
            if (tracks > 0)
                y += before + (tracks - 1) * track_height + after;
            else if (!is_outer)
                y += before + after - 4;
            if (gap < count) y = set_layer(gap, y);
        }
        tops_.push_back(y);
    }

    int set_layer(std::size_t layer, int y) {
        int above = 0;
        int below = 0;
        for (const VertexIndex i : graph_.layers[layer]) {
            above = std::max(above, vertex(i).above);
            below = std::max(below, vertex(i).below);
        }
        tops_.push_back(y);
        middles_.push_back(y + above);
        return y + above + below;
    }

    int middle_of(std::size_t i) const { return middles_[layer_of(i)]; }

    Route route(std::size_t i) const {
        Route route;
        begin(i, route.line);
        for (const Piece& piece : pieces_[i]) {
            if (piece.from.x == piece.to.x) continue;
            const int track = runs_of_gap_[piece.gap][piece.run].track;
            const int y = first_track_[piece.gap] + track * track_height;
            route.line.push_back({piece.from.x, y});
            route.line.push_back({piece.to.x, y});
        }
        end(i, route.line);
        simplify(route.line);
        if (arrows_[i].label.height > 0 && !graph_.ways[i].empty())
            route.label = Point{vertex(graph_.label_at[i]).x, middle_of(graph_.label_at[i])};
        return route;
    }

    void begin(std::size_t i, std::vector<Point>& line) const {
        const Arrow& arrow = arrows_[i];
        const Box& box = boxes_[arrow.from];
        const Vertex& from = vertex(arrow.from);
        const int middle = middle_of(arrow.from);
        if (!leaves_aside(i)) {
            const int exit = arrow.exit ? arrow.exit->y : box.body.y + box.body_size.height;
            line.push_back({exit_x(arrow), middle - from.above + exit});
            return;
        }
        const int x = vertex(graph_.ways[i].front()).x;
        const int left = from.x - from.left + box.body.x;
        line.push_back({x > from.x ? left + box.body_size.width : left, middle});
        line.push_back({x, middle});
    }

    void end(std::size_t i, std::vector<Point>& line) const {
        const Box& box = boxes_[arrows_[i].to];
        const Vertex& to = vertex(arrows_[i].to);
        const int middle = middle_of(arrows_[i].to);
        if (!enters_aside(i)) {
            line.push_back({to.x, middle - to.above + box.body.y});
            return;
        }
        const int x = vertex(graph_.ways[i].back()).x;
        const int left = to.x - to.left + box.body.x;
        line.push_back({x, middle});
        line.push_back({x > to.x ? left + box.body_size.width : left, middle});
    }

    // Without points that lie between their neighbours.
    static void simplify(std::vector<Point>& line) {
        std::size_t kept = 0;
        for (const Point point : line) {
            while (kept >= 2 && ((line[kept - 2].x == line[kept - 1].x && line[kept - 1].x == point.x) ||
                                 (line[kept - 2].y == line[kept - 1].y && line[kept - 1].y == point.y)))
                --kept;
            if (kept == 0 || !(line[kept - 1] == point)) line[kept++] = point;
        }
        line.resize(kept);
    }

    const LayeredGraph& graph_;
    const std::vector<Box>& boxes_;
    const std::vector<Arrow>& arrows_;
    const Layering& layering_;
    std::vector<std::size_t> places_;
    std::map<std::size_t, int> lanes_;  // x of the lines outside, by the box they lead to
    std::vector<std::vector<Piece>> pieces_;
    std::vector<std::vector<Run>> runs_of_gap_;
    std::vector<int> first_track_;
    std::vector<int> tops_;  // of each layer, and the foot of the last gap
    std::vector<int> middles_;
    int width_ = 0;
};

}  // namespace

Layout set_rows(const LayeredGraph& graph, const std::vector<Box>& boxes, const std::vector<Arrow>& arrows,
                const Layering& layering) {
    return Rows{graph, boxes, arrows, layering}.take();
}

}  // namespace wf::diagram
