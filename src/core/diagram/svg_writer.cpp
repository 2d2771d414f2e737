#include "core/diagram/svg_writer.hpp"

#include "core/diagram/lettering.hpp"

#include <algorithm>
#include <cstdlib>

namespace wf::diagram {
namespace {

constexpr int corner_radius = 6;

std::string number(std::string_view name, int value) {
    return " " + std::string{name} + "=\"" + std::to_string(value) + "\"";
}

std::string blank_before(std::string_view attributes) {
    return attributes.empty() ? "" : " " + std::string{attributes};
}

std::string at(char command, Point point) {
    return std::string{command} + std::to_string(point.x) + " " + std::to_string(point.y);
}

int sign(int n) { return n > 0 ? 1 : n < 0 ? -1 : 0; }

int length(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

// On the way from `a` to `b`, `far` before it.
Point before(Point a, Point b, int far) {
    return {.x = b.x - sign(b.x - a.x) * far, .y = b.y - sign(b.y - a.y) * far};
}

}  // namespace

void SvgWriter::open(std::string_view element, std::string_view attributes) {
    out_ += "<" + std::string{element} + blank_before(attributes) + ">\n";
}

void SvgWriter::close(std::string_view element) { out_ += "</" + std::string{element} + ">\n"; }

void SvgWriter::title(std::string_view text) { out_ += "<title>" + escape_xml(text) + "</title>\n"; }

void SvgWriter::rect(Point corner, Size size, int radius, std::string_view attributes) {
    out_ += "<rect" + number("x", corner.x) + number("y", corner.y) + number("width", size.width) +
            number("height", size.height) + (radius > 0 ? number("rx", radius) : "") +
            blank_before(attributes) + "/>\n";
}

void SvgWriter::circle(Point middle, int radius, std::string_view attributes) {
    out_ += "<circle" + number("cx", middle.x) + number("cy", middle.y) + number("r", radius) +
            blank_before(attributes) + "/>\n";
}

void SvgWriter::path(std::string_view d, std::string_view attributes) {
    out_ += "<path d=\"" + std::string{d} + "\"" + blank_before(attributes) + "/>\n";
}

void SvgWriter::text(Point at, std::string_view text, std::string_view attributes) {
    out_ += "<text" + number("x", at.x) + number("y", at.y) + blank_before(attributes) + ">" +
            escape_xml(text) + "</text>\n";
}

std::string path_of(const std::vector<Point>& line) {
    std::string d;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i == 0 || i + 1 == line.size()) {
            d += (i == 0 ? "" : " ") + at(i == 0 ? 'M' : 'L', line[i]);
            continue;
        }
        const int room = std::min(length(line[i - 1], line[i]), length(line[i], line[i + 1])) / 2;
        const int radius = std::min(corner_radius, room);
        d += " " + at('L', before(line[i - 1], line[i], radius)) + " " + at('Q', line[i]) + " " +
             at(' ', before(line[i + 1], line[i], radius)).substr(1);
    }
    return d;
}

std::string head_of(const std::vector<Point>& line) {
    const Point tip = line.back();
    const Point back = before(line[line.size() - 2], tip, 8);
    const int across = back.x == tip.x ? 1 : 0;  // the line comes from above or below
    const Point one{.x = back.x + 4 * across, .y = back.y + 4 * (1 - across)};
    const Point other{.x = back.x - 4 * across, .y = back.y - 4 * (1 - across)};
    return at('M', tip) + " " + at('L', one) + " " + at('L', other) + " Z";
}

}  // namespace wf::diagram
