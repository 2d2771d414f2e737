#include "core/diagram/flow_map.hpp"

#include "core/diagram/layout.hpp"
#include "core/diagram/lettering.hpp"
#include "core/diagram/picture.hpp"
#include "core/diagram/svg_writer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace wf {
namespace {

using namespace diagram;

// "3.5 h": nobody reads more than two digits off a picture.
std::string duration_text(std::int64_t microseconds) {
    constexpr std::array<std::pair<double, std::string_view>, 4> units{
        {{86'400e6, "d"}, {3'600e6, "h"}, {60e6, "min"}, {1e6, "s"}}};
    const auto value = static_cast<double>(microseconds);
    for (const auto& [size, unit] : units) {
        if (value < size && unit != "s") continue;
        const std::int64_t tenths = std::llround(value / size * 10);
        std::string text = std::to_string(tenths / 10);
        if (tenths < 100 && tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
        return text + " " + std::string{unit};
    }
    return {};
}

std::string count_label(std::int64_t times, std::int64_t elapsed) {
    return std::to_string(times) + (elapsed >= 500'000 ? ", " + duration_text(elapsed) : "");
}

std::string hidden_text(std::size_t hidden, std::string_view language) {
    if (hidden == 0) return {};
    const std::string number = std::to_string(hidden);
    if (language == "zh") return "另有 " + number + " 条较少的连线未显示";
    return number + (hidden == 1 ? " rarer connection is" : " rarer connections are") + " not shown";
}

// How strong each line is drawn.
class Scale {
public:
    explicit Scale(const FlowMap& map) {
        for (const FlowMapLine& line : map.lines) {
            most_ = std::max(most_, line.taken);
            longest_ = std::max(longest_, line.elapsed);
        }
    }
    // In tenths of a pixel, 10 to 70.
    std::int64_t thickness(const FlowMapLine& line) const { return 10 + 60 * std::max<std::int64_t>(line.taken, 0) / most_; }
    std::string width(const FlowMapLine& line) const {
        return std::to_string(thickness(line) / 10) + "." + std::to_string(thickness(line) % 10);
    }
    // From grey to red.
    std::string colour(const FlowMapLine& line) const {
        constexpr std::array<int, 3> grey{0x7a, 0x86, 0x94};
        constexpr std::array<int, 3> red{0xc0, 0x39, 0x2b};
        constexpr std::string_view digits = "0123456789abcdef";
        const double share = longest_ < 1'000'000 ? 0 : static_cast<double>(line.elapsed) / static_cast<double>(longest_);
        std::string text = "#";
        for (std::size_t i = 0; i < grey.size(); ++i) {
            const auto part = static_cast<std::size_t>(std::lround(grey[i] + share * (red[i] - grey[i])));
            text += digits[part >> 4];
            text += digits[part & 15];
        }
        return text;
    }

private:
    std::int64_t most_ = 1;
    std::int64_t longest_ = 0;
};

std::string map_node_id(std::size_t node) { return "n" + std::to_string(node); }

std::string draw_as_mermaid(const FlowMap& map, std::string_view language) {
    const Scale scale{map};
    std::string out = "flowchart TD";
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const FlowMapNode& node = map.nodes[i];
        const std::string name = mermaid_label(clean(node.name));
        out += "\n    " + map_node_id(i) + "[" + name.substr(0, name.size() - 1) + "<br/>" +
               mermaid_label(count_label(node.visits, node.elapsed)).substr(1) + "]";
    }
    for (const FlowMapLine& line : map.lines)
        out += "\n    " + map_node_id(line.from) + " -->|" + mermaid_label(count_label(line.taken, line.elapsed)) + "| " + map_node_id(line.to);
    for (std::size_t i = 0; i < map.lines.size(); ++i)
        out += "\n    linkStyle " + std::to_string(i) + " stroke:" + scale.colour(map.lines[i]) + ",stroke-width:" +
               scale.width(map.lines[i]) + "px";
    if (map.hidden > 0) out += "\n    hidden[" + mermaid_label(hidden_text(map.hidden, language)) + "]\n    style hidden fill:none,stroke:none";
    return out;
}

std::string draw_as_dot(const FlowMap& map, std::string_view language) {
    const Scale scale{map};
    std::string caption = clean(map.title);
    if (map.hidden > 0) caption += (caption.empty() ? "" : ": ") + hidden_text(map.hidden, language);
    std::string out = "digraph {\n    graph [rankdir=TB, fontname=\"sans-serif\", label=\"" + escape_dot(caption) +
                      "\"]\n    node [shape=box, style=\"filled,rounded\", fillcolor=white, color=\"#5b6775\", fontname=\"sans-serif\", "
                      "fontsize=12]\n    edge [fontname=\"sans-serif\", fontsize=10]";
    for (std::size_t i = 0; i < map.nodes.size(); ++i)
        out += "\n    " + map_node_id(i) + " [label=\"" + escape_dot(clean(map.nodes[i].name)) + "\\n" +
               count_label(map.nodes[i].visits, map.nodes[i].elapsed) + "\"]";
    for (const FlowMapLine& line : map.lines)
        out += "\n    " + map_node_id(line.from) + " -> " + map_node_id(line.to) + " [label=\"" + count_label(line.taken, line.elapsed) +
               "\", color=\"" + scale.colour(line) + "\", penwidth=" + scale.width(line) + "]";
    return out + "\n}";
}

constexpr int map_margin = 24;
constexpr int map_head_height = 46;

constexpr std::string_view map_style = R"(<style>
.wf-flow-map text{font-family:"Noto Sans","Noto Sans CJK SC","Microsoft YaHei","PingFang SC","Helvetica Neue",Arial,sans-serif;font-size:13px;fill:#1b2733;text-anchor:middle}
.wf-flow-map .wf-small{font-size:11px;fill:#46525f}
.wf-flow-map .wf-head{font-size:15px;font-weight:600;text-anchor:start}
.wf-flow-map .wf-note{font-size:11px;fill:#46525f;text-anchor:start}
.wf-flow-map .wf-shape{fill:#fff;stroke:#5b6775;stroke-width:1.5}
.wf-flow-map .wf-label{fill:#fff;fill-opacity:.92}
</style>
)";

class FlowMapDrawing {
public:
    FlowMapDrawing(const FlowMap& map, std::string_view language) : map_(map), language_(language), scale_(map) {
        for (const FlowMapNode& node : map.nodes) boxes_.push_back(box_of(node));
        std::vector<Arrow> arrows;
        for (const FlowMapLine& line : map.lines)
            arrows.push_back({.from = line.from, .to = line.to, .label = label_size(line), .exit = {}});
        layout_ = lay_out(boxes_, arrows);
    }

    std::string draw() {
        begin();
        for (std::size_t i = 0; i < map_.lines.size(); ++i) line(i);
        for (std::size_t i = 0; i < map_.nodes.size(); ++i) node(i);
        for (std::size_t i = 0; i < map_.lines.size(); ++i) label(i);
        svg_.close("g");
        svg_.close("svg");
        std::string out = svg_.take();
        out.pop_back();
        return out;
    }

private:
    static Box box_of(const FlowMapNode& node) {
        const std::vector<std::string> name = wrap(clean(node.name), name_size, 180, 1);
        const int width = std::max({name.empty() ? 0 : width_of(name[0], name_size),
                                    width_of(count_label(node.visits, node.elapsed), small_size), 60}) + 24;
        const Size size{.width = width, .height = 48};
        return {.size = size, .body = {}, .body_size = size};
    }
    static Size label_size(const FlowMapLine& line) {
        return {.width = width_of(count_label(line.taken, line.elapsed), small_size) + 8, .height = 16};
    }

    void begin() {
        const std::string name = clean(map_.title);
        const int width = std::max({layout_.size.width, 340, width_of(name, 15)}) + 2 * map_margin;
        const int height = layout_.size.height + map_head_height + 2 * map_margin;
        const std::string w = std::to_string(width);
        const std::string h = std::to_string(height);
        svg_.open("svg", "xmlns=\"http://www.w3.org/2000/svg\" class=\"wf-flow-map\" role=\"img\" width=\"" + w + "\" height=\"" +
                             h + "\" viewBox=\"0 0 " + w + " " + h + "\"");
        svg_.title(name);
        svg_.raw(map_style);
        svg_.rect({0, 0}, {width, height}, 0, "fill=\"#fff\"");
        svg_.text({map_margin, map_margin + 12}, name, "class=\"wf-head\"");
        if (map_.hidden > 0) svg_.text({map_margin, map_margin + 30}, hidden_text(map_.hidden, language_), "class=\"wf-note\"");
        const int left = (width - layout_.size.width) / 2;
        svg_.open("g", "transform=\"translate(" + std::to_string(left) + " " + std::to_string(map_margin + map_head_height) + ")\"");
    }

    void line(std::size_t i) {
        const std::vector<Point>& way = layout_.routes[i].line;
        if (way.size() < 2) return;
        const std::string colour = scale_.colour(map_.lines[i]);
        svg_.path(path_of(way), "fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" + scale_.width(map_.lines[i]) + "\"");
        svg_.path(head_of(way), "fill=\"" + colour + "\"");
    }

    void node(std::size_t i) {
        const Point corner = layout_.corners[i];
        const Size size = boxes_[i].size;
        svg_.rect(corner, size, 8, "class=\"wf-shape\"");
        const int x = corner.x + size.width / 2;
        const std::vector<std::string> name = wrap(clean(map_.nodes[i].name), name_size, size.width - 12, 1);
        if (!name.empty()) svg_.text({x, corner.y + 20}, name[0], "");
        svg_.text({x, corner.y + 37}, count_label(map_.nodes[i].visits, map_.nodes[i].elapsed), "class=\"wf-small\"");
    }

    void label(std::size_t i) {
        const std::optional<Point>& middle = layout_.routes[i].label;
        if (!middle) return;
        const Size size = label_size(map_.lines[i]);
        svg_.rect({middle->x - size.width / 2, middle->y - size.height / 2}, size, 4, "class=\"wf-label\"");
        svg_.text({middle->x, middle->y + 4}, count_label(map_.lines[i].taken, map_.lines[i].elapsed), "class=\"wf-small\"");
    }

    const FlowMap& map_;
    const std::string_view language_;
    const Scale scale_;
    std::vector<Box> boxes_;
    Layout layout_;
    SvgWriter svg_;
};

}  // namespace

std::string draw(const FlowMap& map, DiagramFormat format, std::string_view language) {
    switch (format) {
        case DiagramFormat::Text:
            return {};
        case DiagramFormat::Mermaid:
            return draw_as_mermaid(map, language);
        case DiagramFormat::Dot:
            return draw_as_dot(map, language);
        case DiagramFormat::Svg:
            return FlowMapDrawing{map, language}.draw();
    }
    return {};
}

}  // namespace wf
