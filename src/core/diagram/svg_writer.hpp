// SVG, element by element. No ids and no scripts, no fonts or pictures from elsewhere: several drawings can
// stand in one HTML page, and one from a hostile definition can do no harm.
#pragma once

#include "core/diagram/layout.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::diagram {

class SvgWriter {
public:
    // `attributes`: as they stand in the tag, escaped.
    void open(std::string_view element, std::string_view attributes);
    void close(std::string_view element);
    void raw(std::string_view text) { out_ += text; }
    void title(std::string_view text);
    void rect(Point corner, Size size, int radius, std::string_view attributes);
    void circle(Point middle, int radius, std::string_view attributes);
    void path(std::string_view d, std::string_view attributes);
    // `at`: the left end, or the middle of the base line.
    void text(Point at, std::string_view text, std::string_view attributes);

    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

// "M 1 2 L 3 4 ...", with round corners.
std::string path_of(const std::vector<Point>& line);

// The head of an arrow at the end of a line, as a path.
std::string head_of(const std::vector<Point>& line);

}  // namespace wf::diagram
