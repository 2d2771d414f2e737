#include "core/diagram/layout.hpp"

#include "core/diagram/layered_graph.hpp"

#include <algorithm>

namespace wf::diagram {
namespace {

constexpr int between_parts = 48;
constexpr int wide = 1100;  // parts stand in one line up to here

// A connected part, with the indexes its boxes and arrows have in the whole.
struct Part {
    std::vector<std::size_t> boxes;
    std::vector<std::size_t> arrows;
};

std::size_t find(std::vector<std::size_t>& leader, std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
}

std::vector<Part> parts_of(std::size_t boxes, const std::vector<Arrow>& arrows) {
    std::vector<std::size_t> leader(boxes);
    for (std::size_t i = 0; i < boxes; ++i) leader[i] = i;
    for (const Arrow& arrow : arrows) {
        const std::size_t a = find(leader, arrow.from);
        const std::size_t b = find(leader, arrow.to);
        leader[std::max(a, b)] = std::min(a, b);
    }
    std::vector<Part> parts;
    std::vector<std::size_t> number(boxes);
    for (std::size_t i = 0; i < boxes; ++i) {
        if (find(leader, i) == i) {
            number[i] = parts.size();
            parts.emplace_back();
        }
        parts[number[find(leader, i)]].boxes.push_back(i);
    }
    for (std::size_t i = 0; i < arrows.size(); ++i)
        parts[number[find(leader, arrows[i].from)]].arrows.push_back(i);
    return parts;
}

Layout lay_out_part(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows) {
    const Layering layering = layer(boxes, arrows);
    LayeredGraph graph = make_proper(boxes, arrows, layering);
    order_layers(graph);
    set_columns(graph);
    return set_rows(graph, boxes, arrows, layering);
}

// Parts in lines, as words in a text.
class Page {
public:
    Point put(const Size& size) {
        if (corner_.x > 0 && corner_.x + size.width > wide) {
            corner_ = {.x = 0, .y = corner_.y + height_ + between_parts};
            height_ = 0;
        }
        const Point place = corner_;
        corner_.x += size.width + between_parts;
        height_ = std::max(height_, size.height);
        size_.width = std::max(size_.width, place.x + size.width);
        size_.height = std::max(size_.height, place.y + size.height);
        return place;
    }
    Size size() const { return size_; }

private:
    Point corner_;
    int height_ = 0;  // of the line
    Size size_;
};

Point operator+(const Point& a, const Point& b) { return {.x = a.x + b.x, .y = a.y + b.y}; }

}  // namespace

Layout lay_out(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows) {
    Layout all;
    all.corners.resize(boxes.size());
    all.routes.resize(arrows.size());
    std::vector<std::size_t> index(boxes.size());  // within its part
    Page page;
    for (const Part& part : parts_of(boxes.size(), arrows)) {
        std::vector<Box> own_boxes;
        std::vector<Arrow> own_arrows;
        for (const std::size_t i : part.boxes) {
            index[i] = own_boxes.size();
            own_boxes.push_back(boxes[i]);
        }
        for (const std::size_t i : part.arrows) {
            own_arrows.push_back(arrows[i]);
            own_arrows.back().from = index[arrows[i].from];
            own_arrows.back().to = index[arrows[i].to];
        }
        Layout laid = lay_out_part(own_boxes, own_arrows);
        const Point corner = page.put(laid.size);
        for (std::size_t i = 0; i < part.boxes.size(); ++i)
            all.corners[part.boxes[i]] = laid.corners[i] + corner;
        for (std::size_t i = 0; i < part.arrows.size(); ++i) {
            Route& route = all.routes[part.arrows[i]];
            route = std::move(laid.routes[i]);
            for (Point& point : route.line) point = point + corner;
            if (route.label) route.label = *route.label + corner;
        }
    }
    all.size = page.size();
    return all;
}

}  // namespace wf::diagram
