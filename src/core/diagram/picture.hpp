// A definition with a place for everything: what the SVG shows, before it is written down.
#pragma once

#include "core/diagram/layout.hpp"
#include "core/diagram/parts.hpp"

#include <string>
#include <vector>

namespace wf::diagram {

inline constexpr int name_size = 13;  // of fonts, in pixels
inline constexpr int small_size = 11;
inline constexpr int name_height = 17;  // of lines
inline constexpr int small_height = 15;
inline constexpr int event_diameter = 36;
inline constexpr int boundary_diameter = 26;
inline constexpr int gateway_diameter = 46;
inline constexpr int frame_head = 30;  // the name of a subprocess stands in it
inline constexpr int icon_room = 24;

struct NodePicture {
    Point body;  // the shape itself, absolute
    Size size;
    std::vector<std::string> name;  // lines
    std::string who;                // shortened
};

struct LinePicture {
    std::vector<Point> line;
    std::vector<std::string> label;  // lines
    Point label_middle;
    Size label_size;
};

struct Picture {
    std::vector<NodePicture> nodes;  // by NodeIndex
    std::vector<LinePicture> lines;  // as lines_of() gives them
    Size size;
};

Picture make_picture(const Definition& definition, const Marking& marking, const std::vector<Line>& lines,
                     std::string_view language);

}  // namespace wf::diagram
