// Where the boxes of a flow chart go: columns from left to right by distance from the start, rows by who came
// first. Good enough to be opened and tidied up in a modeler.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace wf::bpmn {

inline constexpr int column_gap = 60;

struct Size {
    int width = 0;
    int height = 0;
};

struct Point {
    int x = 0;
    int y = 0;
};

struct Layout {
    std::vector<Point> corners;  // upper left, one for each box
    Size size;                   // of all of them together
};

// `arrows` are pairs of indexes of `boxes`.
Layout lay_out(const std::vector<Size>& boxes,
               const std::vector<std::pair<std::size_t, std::size_t>>& arrows);

}  // namespace wf::bpmn
