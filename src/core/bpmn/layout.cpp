#include "core/bpmn/layout.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

namespace wf::bpmn {
namespace {

constexpr int row_gap = 50;

using Graph = std::vector<std::vector<std::size_t>>;

// Boxes so that every arrow goes forward, except those that close a circle; these are removed from the graph.
// Depth first, with a stack of its own: a process may be 10,000 steps long.
std::vector<std::size_t> topological(Graph& graph) {
    enum class Mark : std::uint8_t { New, Open, Done };
    std::vector<Mark> marks(graph.size(), Mark::New);
    std::vector<std::size_t> order;
    struct Visit {
        std::size_t box;
        std::size_t next = 0;
    };
    for (std::size_t first = 0; first < graph.size(); ++first) {
        if (marks[first] != Mark::New) continue;
        std::vector<Visit> stack{{.box = first}};
        marks[first] = Mark::Open;
        while (!stack.empty()) {
            Visit& visit = stack.back();
            auto& targets = graph[visit.box];
            if (visit.next == targets.size()) {
                marks[visit.box] = Mark::Done;
                order.push_back(visit.box);
                stack.pop_back();
                continue;
            }
            const std::size_t target = targets[visit.next];
            if (marks[target] == Mark::Open) {
                targets.erase(targets.begin() + static_cast<std::ptrdiff_t>(visit.next));
                continue;
            }
            ++visit.next;
            if (marks[target] == Mark::Done) continue;
            marks[target] = Mark::Open;
            stack.push_back({.box = target});
        }
    }
    std::reverse(order.begin(), order.end());
    return order;
}

struct Cell {
    std::size_t column = 0;
    std::size_t row = 0;
};

std::vector<Cell> cells_of(const Graph& graph, const std::vector<std::size_t>& order) {
    std::vector<Cell> cells(graph.size());
    std::map<std::size_t, std::set<std::size_t>> taken;  // rows of each column
    for (const std::size_t box : order) {
        Cell& cell = cells[box];
        std::set<std::size_t>& rows = taken[cell.column];
        // The first row that is free from the wished one on; taken rows are looked at in order, so this ends.
        auto it = rows.lower_bound(cell.row);
        for (; it != rows.end() && *it == cell.row; ++it) ++cell.row;
        rows.insert(cell.row);
        for (const std::size_t target : graph[box]) {
            if (cells[target].column > cell.column) continue;
            cells[target].column = cell.column + 1;
            cells[target].row = cell.row;
        }
    }
    return cells;
}

// Running sums of the widths (heights), a gap after each.
std::vector<int> offsets(const std::vector<int>& sizes, int gap) {
    std::vector<int> result{0};
    for (const int size : sizes) result.push_back(result.back() + size + gap);
    return result;
}

}  // namespace

Layout lay_out(const std::vector<Size>& boxes,
               const std::vector<std::pair<std::size_t, std::size_t>>& arrows) {
    Layout layout;
    if (boxes.empty()) return layout;
    Graph graph(boxes.size());
    for (const auto& [from, to] : arrows)
        if (from != to) graph[from].push_back(to);
    const std::vector<Cell> cells = cells_of(graph, topological(graph));

    std::vector<int> widths;
    std::vector<int> heights;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        widths.resize(std::max(widths.size(), cells[i].column + 1));
        heights.resize(std::max(heights.size(), cells[i].row + 1));
        widths[cells[i].column] = std::max(widths[cells[i].column], boxes[i].width);
        heights[cells[i].row] = std::max(heights[cells[i].row], boxes[i].height);
    }
    const std::vector<int> x = offsets(widths, column_gap);
    const std::vector<int> y = offsets(heights, row_gap);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto [column, row] = cells[i];
        layout.corners.push_back({.x = x[column] + (widths[column] - boxes[i].width) / 2,
                                  .y = y[row] + (heights[row] - boxes[i].height) / 2});
    }
    layout.size = {.width = x.back() - column_gap, .height = y.back() - row_gap};
    return layout;
}

}  // namespace wf::bpmn
