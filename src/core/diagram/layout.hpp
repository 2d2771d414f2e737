// Where the boxes of a flow chart and the lines between them go: layers from top to bottom, after Sugiyama.
//
//   layering.cpp   which way every arrow points, and the layer of every box (longest path)
//   proper.cpp     what passes a layer, or carries a label, stands in it as a vertex of its own
//   ordering.cpp   the order in each layer, by barycentres: few crossings
//   columns.cpp    the x of everything, after Brandes and Köpf: straight lines, balanced branches
//   tracks.cpp     the order of the horizontal pieces between two layers
//   rows.cpp       the y of everything, and the lines
//   layout.cpp     all of it, for each connected part; the parts side by side
//
// Lines are vertical where they pass boxes, and horizontal between layers only, so no line crosses a box. An
// arrow against the direction (a loop) runs up beside what it repeats.
// Nearly linear in boxes and arrows: of lines that would pass too many layers, the longest run outside on the
// right, and their labels are left out.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace wf::diagram {

struct Size {
    int width = 0;
    int height = 0;
};

struct Point {
    int x = 0;
    int y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

// Lines enter the body at the middle of its top and leave it at the middle of its foot; around it is room for
// what belongs to it. Boxes of a layer are aligned by the middle of their bodies.
struct Box {
    Size size;
    Point body;  // its corner, from the corner of the box
    Size body_size;
};

struct Arrow {
    std::size_t from = 0;  // indexes of boxes
    std::size_t to = 0;
    Size label;                 // nothing: none
    std::optional<Point> exit;  // where it leaves, from the corner of its box; absent: at the foot
};

struct Route {
    std::vector<Point> line;     // from box to box; horizontal and vertical pieces
    std::optional<Point> label;  // the middle of it; absent: none, or it runs outside
};

struct Layout {
    std::vector<Point> corners;  // upper left, one for each box
    std::vector<Route> routes;   // one for each arrow
    Size size;                   // of all of it; it begins at (0, 0)
};

Layout lay_out(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows);

}  // namespace wf::diagram
