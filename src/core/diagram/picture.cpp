#include "core/diagram/picture.hpp"

#include "core/diagram/lettering.hpp"

#include <algorithm>

namespace wf::diagram {
namespace {

constexpr int name_width = 156;   // of an activity's name
constexpr int aside_width = 128;  // of the name of an event or a gateway, which stands beside it
constexpr int boundary_width = 84;
constexpr int label_width = 150;
constexpr int padding = 20;  // of a subprocess
constexpr int between_events = 8;

constexpr int even(int n) { return n + n % 2; }

int widest(const std::vector<std::string>& lines, int font_size) {
    int width = 0;
    for (const std::string& line : lines) width = std::max(width, width_of(line, font_size));
    return width;
}

class Maker {
public:
    Maker(const Definition& definition, const Marking& marking, const std::vector<Line>& lines,
          std::string_view language)
        : definition_(definition),
          marking_(marking),
          lines_(lines),
          language_(language),
          scopes_(scopes_of(definition)),
          lines_of_scope_(definition.nodes.size() + 1),
          boxes_(definition.nodes.size()),
          layouts_(definition.nodes.size() + 1) {
        picture_.nodes.resize(definition.nodes.size());
        picture_.lines.resize(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines_of_scope_[scope_number(definition.nodes[lines[i].from].parent)].push_back(i);
        measure(no_node);
        place(no_node, {.x = 0, .y = 0});
        picture_.size = layouts_[0].size;
    }
    Picture take() { return std::move(picture_); }

private:
    static std::size_t scope_number(NodeIndex scope) { return scope == no_node ? 0 : scope + 1; }
    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }

    // The boxes of a scope and their layout; subprocesses first.
    void measure(NodeIndex scope) {
        const std::vector<NodeIndex>& members = scopes_[scope_number(scope)];
        std::vector<Box> boxes;
        for (const NodeIndex i : members) {
            if (node(i).type == NodeType::Subprocess) measure(i);
            number_[i] = boxes.size();
            boxes.push_back(make_box(i));
        }
        std::vector<Arrow> arrows;
        for (const std::size_t line : lines_of_scope_[scope_number(scope)])
            arrows.push_back(make_arrow(line));
        layouts_[scope_number(scope)] = lay_out(boxes, arrows);
    }

    Box make_box(NodeIndex i) {
        Box box;
        switch (shape_of(node(i).type)) {
            case Shape::Start:
            case Shape::End:
            case Shape::Event:
                box = with_name_aside(i, event_diameter);
                break;
            case Shape::Gateway:
                box = with_name_aside(i, gateway_diameter);
                break;
            case Shape::Activity:
                box = activity(i);
                break;
            case Shape::Subprocess:
                box = frame(i);
                break;
        }
        add_boundary(i, box);
        picture_.nodes[i].size = box.body_size;
        boxes_[i] = box;
        return box;
    }

    // The name stands above the middle line on the right: lines may come from the side.
    Box with_name_aside(NodeIndex i, int diameter) {
        std::vector<std::string>& name = picture_.nodes[i].name;
        // Gateways often have no name: their id says nothing.
        if (shape_of(node(i).type) != Shape::Gateway || !node(i).name.empty())
            name = wrap(name_of(node(i), language_), small_size + 1, aside_width, 2);
        const int height = std::max(0, static_cast<int>(name.size()) * small_height + 4 - diameter / 2);
        const int width = name.empty() ? 0 : even(widest(name, small_size + 1) + 6);
        return {.size = {.width = diameter + width, .height = height + diameter},
                .body = {.x = 0, .y = height},
                .body_size = {.width = diameter, .height = diameter}};
    }

    Box activity(NodeIndex i) {
        NodePicture& picture = picture_.nodes[i];
        picture.name = wrap(name_of(node(i), language_), name_size, name_width, 2);
        const std::string who = clean(marking_.nodes[i].who);
        if (!who.empty()) picture.who = wrap(who, small_size, name_width + icon_room, 1)[0];
        const int width = std::max(widest(picture.name, name_size) + 2 * icon_room + 8,
                                   width_of(picture.who, small_size) + 24);
        int height = static_cast<int>(picture.name.size()) * name_height + 22;
        if (!picture.who.empty()) height += small_height;
        if (node(i).loop.kind != LoopKind::None) height += 10;
        const Size size{.width = even(std::max(width, 112)), .height = even(std::max(height, 44))};
        return {.size = size, .body = {}, .body_size = size};
    }

    Box frame(NodeIndex i) {
        NodePicture& picture = picture_.nodes[i];
        const Size inner = layouts_[scope_number(i)].size;
        const std::string name = name_of(node(i), language_);
        const int width = std::max(inner.width + 2 * padding, std::min(width_of(name, name_size), 240) + 56);
        picture.name = wrap(name, name_size, width - 40, 1);
        const Size size{.width = even(width), .height = even(inner.height + frame_head + 2 * padding)};
        return {.size = size, .body = {}, .body_size = size};
    }

    // On the lower border, to the right and to the left of the middle, where the flows come out.
    void add_boundary(NodeIndex host, Box& box) {
        const std::vector<NodeIndex>& events = node(host).boundary;
        if (events.empty()) return;
        int right = 14;
        int left = 14;
        for (std::size_t k = 0; k < events.size(); ++k) {
            NodePicture& event = picture_.nodes[events[k]];
            event.size = {.width = boundary_diameter, .height = boundary_diameter};
            event.name = wrap(name_of(node(events[k]), language_), small_size, boundary_width, 1);
            const int width = boundary_diameter / 2 +
                              std::max(boundary_diameter / 2, widest(event.name, small_size) + 8) +
                              between_events;
            // From the middle of the host, until it is known how wide that is.
            if (k % 2 == 0) {
                event.body.x = right;
                right += width;
            } else {
                left += width;
                event.body.x = -left;
            }
        }
        const int width = std::max(box.body_size.width, 2 * even(std::max(left, right) + 6));
        box.body_size.width = box.size.width = width;
        for (const NodeIndex i : events) {
            picture_.nodes[i].body.x += width / 2;
            picture_.nodes[i].body.y = box.body_size.height - boundary_diameter / 2;
        }
        box.size.height = box.body_size.height + small_height + 4;
    }

    Arrow make_arrow(std::size_t line) {
        const Line& drawn = lines_[line];
        const bool is_boundary = node(drawn.from).type == NodeType::Boundary;
        const NodeIndex from = is_boundary ? node(drawn.from).attached_to : drawn.from;
        Arrow arrow{.from = number_[from], .to = number_[drawn.to], .label = {}, .exit = {}};
        if (is_boundary) {
            const NodePicture& event = picture_.nodes[drawn.from];
            arrow.exit = {.x = event.body.x + boundary_diameter / 2, .y = event.body.y + boundary_diameter};
        }
        const std::string label = drawn.flow ? label_of(*drawn.flow, drawn.is_untold, language_) : "";
        if (label.empty()) return arrow;
        LinePicture& picture = picture_.lines[line];
        picture.label = wrap(label, small_size, label_width, 2);
        arrow.label = {.width = even(widest(picture.label, small_size) + 10),
                       .height = even(static_cast<int>(picture.label.size()) * small_height + 2)};
        picture.label_size = arrow.label;
        return arrow;
    }

    // Absolute places, from the outside in.
    void place(NodeIndex scope, Point corner) {
        const Layout& layout = layouts_[scope_number(scope)];
        const std::vector<NodeIndex>& members = scopes_[scope_number(scope)];
        for (std::size_t k = 0; k < members.size(); ++k) {
            const NodeIndex i = members[k];
            const Point own{.x = corner.x + layout.corners[k].x, .y = corner.y + layout.corners[k].y};
            NodePicture& picture = picture_.nodes[i];
            picture.body = {.x = own.x + boxes_[i].body.x, .y = own.y + boxes_[i].body.y};
            for (const NodeIndex event : node(i).boundary) {
                picture_.nodes[event].body.x += own.x;
                picture_.nodes[event].body.y += own.y;
            }
            if (node(i).type != NodeType::Subprocess) continue;
            const int inner = layouts_[scope_number(i)].size.width;
            place(i, {.x = own.x + (picture.size.width - inner) / 2, .y = own.y + frame_head + padding / 2});
        }
        const std::vector<std::size_t>& lines = lines_of_scope_[scope_number(scope)];
        for (std::size_t k = 0; k < lines.size(); ++k) {
            LinePicture& picture = picture_.lines[lines[k]];
            for (const Point& point : layout.routes[k].line)
                picture.line.push_back({.x = point.x + corner.x, .y = point.y + corner.y});
            if (const std::optional<Point>& middle = layout.routes[k].label)
                picture.label_middle = {.x = middle->x + corner.x, .y = middle->y + corner.y};
            else
                picture.label.clear();
        }
    }

    const Definition& definition_;
    const Marking& marking_;
    const std::vector<Line>& lines_;
    const std::string_view language_;
    const std::vector<std::vector<NodeIndex>> scopes_;
    std::vector<std::vector<std::size_t>> lines_of_scope_;
    std::vector<Box> boxes_;
    std::vector<Layout> layouts_;
    std::vector<std::size_t> number_ =
        std::vector<std::size_t>(definition_.nodes.size());  // within its scope
    Picture picture_;
};

}  // namespace

Picture make_picture(const Definition& definition, const Marking& marking, const std::vector<Line>& lines,
                     std::string_view language) {
    return Maker{definition, marking, lines, language}.take();
}

}  // namespace wf::diagram
