#include "core/diagram/layered_graph.hpp"

#include <algorithm>

namespace wf::diagram {
namespace {

// Depth first, with a stack of its own: a process may be 10,000 steps long.
class Walk {
public:
    Walk(std::size_t boxes, const std::vector<Arrow>& arrows)
        : arrows_(arrows), out_(boxes), marks_(boxes, Mark::New), is_backward_(arrows.size()) {
        std::vector<bool> has_in(boxes);
        for (std::size_t i = 0; i < arrows.size(); ++i) {
            out_[arrows[i].from].push_back(i);
            if (arrows[i].from != arrows[i].to) has_in[arrows[i].to] = true;
        }
        for (const bool first_ones : {true, false})
            for (std::size_t i = 0; i < boxes; ++i)
                if (marks_[i] == Mark::New && has_in[i] != first_ones) visit(i);
        std::reverse(order_.begin(), order_.end());
    }

    const std::vector<std::size_t>& order() const { return order_; }  // forward arrows lead further back
    const std::vector<bool>& is_backward() const { return is_backward_; }
    const std::vector<std::size_t>& out(std::size_t box) const { return out_[box]; }

private:
    enum class Mark : std::uint8_t { New, Open, Done };
    struct Visit {
        std::size_t box;
        std::size_t to_do;  // arrows; taken from the end, so that after reversing the first one leads
    };

    void open(std::size_t box) {
        marks_[box] = Mark::Open;
        stack_.push_back({.box = box, .to_do = out_[box].size()});
    }

    void visit(std::size_t first) {
        open(first);
        while (!stack_.empty()) {
            Visit& at = stack_.back();
            if (at.to_do == 0) {
                marks_[at.box] = Mark::Done;
                order_.push_back(at.box);
                stack_.pop_back();
                continue;
            }
            const std::size_t arrow = out_[at.box][--at.to_do];
            const std::size_t to = arrows_[arrow].to;
            if (marks_[to] == Mark::Open) is_backward_[arrow] = true;
            if (marks_[to] == Mark::New) open(to);
        }
    }

    const std::vector<Arrow>& arrows_;
    std::vector<std::vector<std::size_t>> out_;
    std::vector<Mark> marks_;
    std::vector<bool> is_backward_;
    std::vector<std::size_t> order_;
    std::vector<Visit> stack_;
};

// A label stands in a layer between the boxes.
int length(const Arrow& arrow) { return arrow.label.height > 0 ? 2 : 1; }

}  // namespace

Layering layer(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows) {
    const Walk walk{boxes.size(), arrows};
    Layering result{.layer = std::vector<int>(boxes.size()), .is_backward = walk.is_backward()};
    std::vector<int>& layer = result.layer;
    // A loop's arrow counts the other way round: its label, too, needs a layer between.
    std::vector<std::vector<std::size_t>> back(boxes.size());
    for (std::size_t i = 0; i < arrows.size(); ++i)
        if (result.is_backward[i]) back[arrows[i].to].push_back(i);
    std::vector<bool> is_first(boxes.size(), true);
    for (const std::size_t box : walk.order()) {
        for (const std::size_t i : walk.out(box)) {
            if (result.is_backward[i]) continue;
            layer[arrows[i].to] = std::max(layer[arrows[i].to], layer[box] + length(arrows[i]));
            is_first[arrows[i].to] = false;
        }
        for (const std::size_t i : back[box])
            if (arrows[i].from != box)
                layer[arrows[i].from] = std::max(layer[arrows[i].from], layer[box] + length(arrows[i]));
    }
    // What nothing leads to stands right above what it leads to.
    for (const std::size_t box : walk.order()) {
        if (!is_first[box] || !back[box].empty()) continue;
        int lowest = -1;
        for (const std::size_t i : walk.out(box)) {
            const int wished = layer[arrows[i].to] - length(arrows[i]);
            lowest = lowest < 0 ? wished : std::min(lowest, wished);
        }
        layer[box] = std::max(layer[box], lowest);
    }
    return result;
}

}  // namespace wf::diagram
