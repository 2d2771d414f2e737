#include "core/diagram/icons.hpp"

#include <string>

namespace wf::diagram {
namespace {

// Paths are drawn around (0, 0).
void draw(SvgWriter& svg, Point middle, std::string_view path, std::string_view style) {
    const std::string move =
        "transform=\"translate(" + std::to_string(middle.x) + " " + std::to_string(middle.y) + ")\" ";
    svg.path(path, move + std::string{style});
}

std::string_view event_path(EventKind kind) {
    switch (kind) {
        case EventKind::Timer:
            return "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M0 -4.5V0L3 2";
        case EventKind::Message:
            return "M-7 -5H7V5H-7ZM-7 -5L0 1L7 -5";
        case EventKind::Signal:
            return "M0 -7L7 5H-7Z";
        case EventKind::Condition:
            return "M-5 -7H5V7H-5ZM-3 -4H3M-3 -1H3M-3 2H3";
        case EventKind::Error:
            return "M-6 6L-2 -5L2 2L6 -6L2 6L-2 -1Z";
        case EventKind::Escalation:
            return "M0 -7L5 7L0 2L-5 7Z";
        case EventKind::Compensation:
            return "M0 -5V5L-7 0ZM7 -5V5L0 0Z";
        case EventKind::Link:
            return "M-7 -3H1V-6L7 0L1 6V3H-7Z";
        case EventKind::Cancel:
            return "M-5 -5L5 5M5 -5L-5 5";
        case EventKind::None:
        case EventKind::Terminate:
            break;
    }
    return "";
}

std::string_view activity_path(NodeType type) {
    switch (type) {
        case NodeType::Approval:  // a person, and a tick
            return "M-5 -3a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M-8 7C-8 1 4 1 4 7ZM4 -1L6 1L9 -4";
        case NodeType::Task:
            return "M-3 -3a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M-6 7C-6 1 6 1 6 7Z";
        case NodeType::Copy:
            return "M-7 -5H7V5H-7ZM-7 -5L0 1L7 -5";
        case NodeType::Service:
            return "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M0 -4V-7M0 4V7M-4 0H-7M4 0H7M-3 -3L-5 -5M3 3L5 5M-3 "
                   "3L-5 5"
                   "M3 -3L5 -5";
        case NodeType::Script:
            return "M-5 -7H5V7H-5ZM-3 -3H3M-3 0H3M-3 3H1";
        case NodeType::Call:
            return "M-6 -6H6V6H-6ZM0 -3V3M-3 0H3";
        case NodeType::Start:
        case NodeType::End:
        case NodeType::Pass:
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::Complex:
        case NodeType::EventGateway:
        case NodeType::Catch:
        case NodeType::Throw:
        case NodeType::Boundary:
        case NodeType::Subprocess:
            break;
    }
    return "";
}

}  // namespace

void event_icon(SvgWriter& svg, EventKind kind, Point middle, bool filled) {
    if (kind == EventKind::Terminate) return svg.circle(middle, 9, "class=\"wf-solid\"");
    const std::string_view path = event_path(kind);
    if (!path.empty())
        draw(svg, middle, path,
             filled && kind != EventKind::Cancel ? "class=\"wf-solid\"" : "class=\"wf-icon\"");
}

void gateway_icon(SvgWriter& svg, NodeType type, Point middle) {
    if (type == NodeType::Exclusive) draw(svg, middle, "M-6 -6L6 6M6 -6L-6 6", "class=\"wf-sign\"");
    if (type == NodeType::Parallel) draw(svg, middle, "M0 -9V9M-9 0H9", "class=\"wf-sign\"");
    if (type == NodeType::Inclusive) svg.circle(middle, 8, "class=\"wf-sign\"");
    if (type == NodeType::Complex)
        draw(svg, middle, "M0 -9V9M-9 0H9M-6 -6L6 6M6 -6L-6 6", "class=\"wf-sign\"");
    if (type != NodeType::EventGateway) return;
    svg.circle(middle, 11, "class=\"wf-icon\"");
    svg.circle(middle, 8, "class=\"wf-icon\"");
    draw(svg, middle, "M0 -5L5 -1L3 5H-3L-5 -1Z", "class=\"wf-icon\"");
}

void activity_icon(SvgWriter& svg, NodeType type, Point corner) {
    const std::string_view path = activity_path(type);
    if (!path.empty()) draw(svg, {.x = corner.x + 13, .y = corner.y + 13}, path, "class=\"wf-icon\"");
}

void loop_icon(SvgWriter& svg, LoopKind kind, Point middle) {
    if (kind == LoopKind::Parallel) draw(svg, middle, "M-4 -4V4M0 -4V4M4 -4V4", "class=\"wf-sign\"");
    if (kind == LoopKind::Sequential) draw(svg, middle, "M-5 -4H5M-5 0H5M-5 4H5", "class=\"wf-sign\"");
    if (kind == LoopKind::Standard)
        draw(svg, middle, "M-2 4A4.5 4.5 0 1 1 2 4M-2 4L-5 4M-2 4L-2 1", "class=\"wf-icon\"");
}

void mark_icon(SvgWriter& svg, Mark mark, Point middle) {
    switch (mark) {
        case Mark::None:
            return;
        case Mark::Done:
            svg.circle(middle, 8, "fill=\"#2e7d32\"");
            return draw(svg, middle, "M-4 0L-1 3L4 -3", "class=\"wf-on\"");
        case Mark::Current:
            svg.circle(middle, 8, "fill=\"#b45f00\"");
            return draw(svg, middle, "M-2.5 -4L4 0L-2.5 4Z", "fill=\"#fff\"");
        case Mark::Predicted:
            svg.circle(middle, 7,
                       "fill=\"#fff\" stroke=\"#2f62b5\" stroke-width=\"2\" stroke-dasharray=\"3 2.5\"");
    }
}

}  // namespace wf::diagram
