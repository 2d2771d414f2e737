// A picture for a browser. Layers of ink from below: subprocesses, lines, nodes, labels of lines.
#include "core/diagram/icons.hpp"
#include "core/diagram/lettering.hpp"
#include "core/diagram/picture.hpp"
#include "core/diagram/svg_writer.hpp"

#include "core/model/names.hpp"

#include <algorithm>
#include <array>

namespace wf::diagram {
namespace {

constexpr int margin = 24;
constexpr int head_height = 26;
constexpr int legend_height = 28;

// On a ground of its own, so that it can be read on a dark page too.
constexpr std::string_view style = R"(<style>
.wf-diagram text{font-family:"Noto Sans","Noto Sans CJK SC","Microsoft YaHei","PingFang SC","Helvetica Neue",Arial,sans-serif;font-size:13px;fill:#1b2733}
.wf-diagram .wf-small{font-size:11px;fill:#46525f}
.wf-diagram .wf-aside{font-size:12px}
.wf-diagram .wf-head{font-size:15px;font-weight:600}
.wf-diagram .wf-mid{text-anchor:middle}
.wf-diagram .wf-shape{fill:#fff;stroke:#5b6775;stroke-width:1.5}
.wf-diagram .wf-frame{fill:#f6f8fa;stroke:#5b6775;stroke-width:1.5}
.wf-diagram .wf-thick{stroke-width:3.5}
.wf-diagram .wf-dash{stroke-dasharray:5 4}
.wf-diagram .wf-inner{fill:none}
.wf-diagram .wf-icon{fill:none;stroke:#46525f;stroke-width:1.2;stroke-linejoin:round;stroke-linecap:round}
.wf-diagram .wf-sign{fill:none;stroke:#46525f;stroke-width:2.5;stroke-linecap:round}
.wf-diagram .wf-solid{fill:#46525f;stroke:#46525f}
.wf-diagram .wf-on{fill:none;stroke:#fff;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.wf-diagram .wf-line{fill:none;stroke:#7a8694;stroke-width:1.5}
.wf-diagram .wf-tip{fill:#7a8694}
.wf-diagram .wf-label{fill:#fff;fill-opacity:.92}
.wf-diagram .wf-done .wf-shape{fill:#e3f3e6;stroke:#2e7d32}
.wf-diagram .wf-done.wf-line{stroke:#2e7d32;stroke-width:2}
.wf-diagram .wf-done.wf-tip{fill:#2e7d32}
.wf-diagram .wf-current .wf-shape{fill:#ffe9c2;stroke:#b45f00;stroke-width:2.5}
.wf-diagram .wf-predicted .wf-shape{fill:#eaf1fd;stroke:#2f62b5;stroke-dasharray:5 4}
.wf-diagram .wf-predicted.wf-line{stroke:#2f62b5;stroke-dasharray:5 4}
.wf-diagram .wf-predicted.wf-tip{fill:#2f62b5}
.wf-diagram .wf-done .wf-frame{stroke:#2e7d32}
.wf-diagram .wf-current .wf-frame{stroke:#b45f00;stroke-width:2.5}
.wf-diagram .wf-predicted .wf-frame{stroke:#2f62b5;stroke-dasharray:5 4}
</style>
)";

std::string_view class_of(Mark mark) {
    switch (mark) {
        case Mark::Done:
            return "wf-done";
        case Mark::Current:
            return "wf-current";
        case Mark::Predicted:
            return "wf-predicted";
        case Mark::None:
            break;
    }
    return "";
}

std::string classes(std::string_view one, std::string_view more) {
    return "class=\"" + std::string{one} + (more.empty() ? "" : " ") + std::string{more} + "\"";
}

class SvgDrawing {
public:
    SvgDrawing(const Definition& definition, const Marking& marking, std::string_view language)
        : definition_(definition),
          marking_(marking),
          language_(language),
          lines_(lines_of(definition, marking)),
          picture_(make_picture(definition, marking, lines_, language)) {
        begin();
        for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
            if (definition.nodes[i].type == NodeType::Subprocess) frame(i);
        // Those that have been taken lie on top.
        for (const Mark mark : {Mark::None, Mark::Predicted, Mark::Done})
            for (std::size_t i = 0; i < lines_.size(); ++i)
                if (lines_[i].mark == mark) line(i);
        for (const bool on_border : {false, true})
            for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
                if (definition.nodes[i].type != NodeType::Subprocess &&
                    (definition.nodes[i].type == NodeType::Boundary) == on_border)
                    node(i);
        for (std::size_t i = 0; i < lines_.size(); ++i) label(i);
        svg_.close("g");
        svg_.close("svg");
    }

    std::string take() {
        std::string out = svg_.take();
        out.pop_back();
        return out;
    }

private:
    void begin() {
        const std::string name = clean(definition_.name.in(language_, definition_.key));
        const std::vector<std::string> head = wrap(name, 15, std::max(picture_.size.width, 360), 1);
        const int top = margin + head_height + (marking_.is_of_instance ? legend_height : 0);
        const int width =
            std::max({picture_.size.width, 340, head.empty() ? 0 : width_of(head[0], 15)}) + 2 * margin;
        const int height = picture_.size.height + top + margin;
        const std::string w = std::to_string(width);
        const std::string h = std::to_string(height);
        svg_.open("svg", "xmlns=\"http://www.w3.org/2000/svg\" class=\"wf-diagram\" role=\"img\" width=\"" +
                             w + "\" height=\"" + h + "\" viewBox=\"0 0 " + w + " " + h + "\"");
        svg_.title(name);
        svg_.raw(style);
        svg_.rect({0, 0}, {width, height}, 0, "fill=\"#fff\"");
        if (!head.empty()) svg_.text({margin, margin + 12}, head[0], "class=\"wf-head\"");
        if (marking_.is_of_instance) legend({margin + 8, margin + head_height + 6});
        const int left = (width - picture_.size.width) / 2;
        svg_.open("g", "transform=\"translate(" + std::to_string(left) + " " + std::to_string(top) + ")\"");
    }

    void legend(Point at) {
        const Words& known = words(language_);
        const std::array<std::pair<Mark, std::string_view>, 3> entries{
            {{Mark::Done, known.done}, {Mark::Current, known.current}, {Mark::Predicted, known.predicted}}};
        for (const auto& [mark, word] : entries) {
            mark_icon(svg_, mark, at);
            svg_.text({at.x + 14, at.y + 5}, word, "class=\"wf-aside\"");
            at.x += 14 + width_of(word, 12) + 28;
        }
    }

    Point middle(NodeIndex i) const {
        const NodePicture& node = picture_.nodes[i];
        return {.x = node.body.x + node.size.width / 2, .y = node.body.y + node.size.height / 2};
    }

    void open(NodeIndex i) {
        const Node& node = definition_.nodes[i];
        const NodeMark& mark = marking_.nodes[i];
        svg_.open("g", classes("wf-node", class_of(mark.mark)) + " data-node=\"" +
                           escape_xml(clean(node.id)) + "\"");
        std::string title = label_of(node, language_) + " (" + std::string{wf::name_of(node.type)} + ")";
        if (!mark.who.empty()) title += ": " + clean(mark.who);
        svg_.title(title);
    }

    void frame(NodeIndex i) {
        const Node& node = definition_.nodes[i];
        const NodePicture& at = picture_.nodes[i];
        open(i);
        svg_.rect(at.body, at.size, 10, classes("wf-frame", node.is_event_subprocess ? "wf-dash" : ""));
        if (node.is_transaction)
            svg_.rect({at.body.x + 4, at.body.y + 4}, {at.size.width - 8, at.size.height - 8}, 8,
                      "class=\"wf-frame wf-inner\"");
        if (!at.name.empty()) svg_.text({at.body.x + 20, at.body.y + 23}, at.name[0], "");
        finish_activity(i);
        svg_.close("g");
    }

    void finish_activity(NodeIndex i) {
        const NodePicture& at = picture_.nodes[i];
        loop_icon(svg_, definition_.nodes[i].loop.kind,
                  {.x = at.body.x + at.size.width / 2, .y = at.body.y + at.size.height - 9});
        mark_icon(svg_, marking_.nodes[i].mark, at.body);
    }

    void node(NodeIndex i) {
        open(i);
        switch (shape_of(definition_.nodes[i].type)) {
            case Shape::Start:
            case Shape::End:
            case Shape::Event:
                event(i);
                break;
            case Shape::Gateway:
                gateway(i);
                break;
            case Shape::Activity:
            case Shape::Subprocess:
                activity(i);
                break;
        }
        svg_.close("g");
    }

    void event(NodeIndex i) {
        const Node& node = definition_.nodes[i];
        const int radius = picture_.nodes[i].size.width / 2;
        const Point at = middle(i);
        const Shape shape = shape_of(node.type);
        const bool is_passive =
            (node.type == NodeType::Boundary || node.type == NodeType::Start) && !node.event.interrupting;
        const std::string_view dash = is_passive ? " wf-dash" : "";
        svg_.circle(at, radius,
                    classes(shape == Shape::End ? "wf-shape wf-thick" : "wf-shape",
                            dash.empty() ? dash : dash.substr(1)));
        if (shape == Shape::Event)
            svg_.circle(at, radius - 3, classes("wf-shape wf-inner", dash.empty() ? dash : dash.substr(1)));
        event_icon(svg_, node.event.kind, at, node.type == NodeType::Throw || node.type == NodeType::End);
        if (node.type == NodeType::Boundary) {
            const std::vector<std::string>& name = picture_.nodes[i].name;
            if (!name.empty()) svg_.text({at.x + 6, at.y + radius + 12}, name[0], "class=\"wf-small\"");
        } else {
            name_aside(i);
        }
        mark_icon(svg_, marking_.nodes[i].mark, {.x = at.x - radius + 3, .y = at.y - radius + 4});
    }

    void name_aside(NodeIndex i) {
        const std::vector<std::string>& name = picture_.nodes[i].name;
        const NodePicture& at = picture_.nodes[i];
        int y = middle(i).y - 6 - static_cast<int>(name.size() - 1) * small_height;
        for (const std::string& text : name) {
            svg_.text({at.body.x + at.size.width + 2, y}, text, "class=\"wf-aside\"");
            y += small_height;
        }
    }

    void gateway(NodeIndex i) {
        const Point at = middle(i);
        const int r = gateway_diameter / 2;
        const auto point = [](int x, int y) { return std::to_string(x) + " " + std::to_string(y); };
        svg_.path("M" + point(at.x, at.y - r) + " L" + point(at.x + r, at.y) + " L" + point(at.x, at.y + r) +
                      " L" + point(at.x - r, at.y) + " Z",
                  "class=\"wf-shape\"");
        gateway_icon(svg_, definition_.nodes[i].type, at);
        name_aside(i);
        mark_icon(svg_, marking_.nodes[i].mark, {.x = at.x - 14, .y = at.y - 14});
    }

    void activity(NodeIndex i) {
        const Node& node = definition_.nodes[i];
        const NodePicture& at = picture_.nodes[i];
        const bool is_call = node.type == NodeType::Call;
        svg_.rect(at.body, at.size, 8, classes("wf-shape", is_call ? "wf-thick" : ""));
        activity_icon(svg_, node.type, at.body);
        const int lines =
            static_cast<int>(at.name.size()) * name_height + (at.who.empty() ? 0 : small_height);
        const int room = at.size.height - (node.loop.kind == LoopKind::None ? 0 : 10);
        int y = at.body.y + (room - lines) / 2 + 13;
        const int x = at.body.x + at.size.width / 2;
        for (const std::string& text : at.name) {
            svg_.text({x, y}, text, "class=\"wf-mid\"");
            y += name_height;
        }
        if (!at.who.empty()) svg_.text({x, y - 1}, at.who, "class=\"wf-mid wf-small\"");
        finish_activity(i);
    }

    void line(std::size_t i) {
        const std::vector<Point>& way = picture_.lines[i].line;
        const Line& line = lines_[i];
        const std::string_view mark = class_of(line.mark);
        svg_.open("g", classes("wf-flow", mark) +
                           (line.flow ? " data-flow=\"" + escape_xml(clean(line.flow->id)) + "\"" : ""));
        const std::string label = line.flow ? label_of(*line.flow, line.is_untold, language_) : "";
        if (!label.empty()) svg_.title(label);
        const std::string dash = line.kind == LineKind::Flow ? "" : "wf-dash ";
        svg_.path(path_of(way), classes("wf-line", dash + std::string{mark}));
        svg_.path(head_of(way), classes("wf-tip", mark));
        svg_.close("g");
    }

    void label(std::size_t i) {
        const LinePicture& line = picture_.lines[i];
        if (line.label.empty()) return;
        const Point corner{.x = line.label_middle.x - line.label_size.width / 2,
                           .y = line.label_middle.y - line.label_size.height / 2};
        svg_.rect(corner, line.label_size, 4, "class=\"wf-label\"");
        int y = corner.y + 12;
        for (const std::string& text : line.label) {
            svg_.text({line.label_middle.x, y}, text, "class=\"wf-mid wf-small\"");
            y += small_height;
        }
    }

    const Definition& definition_;
    const Marking& marking_;
    const std::string_view language_;
    const std::vector<Line> lines_;
    const Picture picture_;
    SvgWriter svg_;
};

}  // namespace

std::string draw_svg(const Definition& definition, const Marking& marking, std::string_view language) {
    return SvgDrawing{definition, marking, language}.take();
}

}  // namespace wf::diagram
