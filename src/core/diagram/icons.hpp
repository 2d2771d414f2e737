// The small signs in shapes: what an event is about, what a gateway does, who or what does the work.
#pragma once

#include "core/model/definition.hpp"
#include "core/diagram/marking.hpp"
#include "core/diagram/svg_writer.hpp"

namespace wf::diagram {

// Of an event; `middle` of its circle, `filled` if it throws.
void event_icon(SvgWriter& svg, EventKind kind, Point middle, bool filled);

void gateway_icon(SvgWriter& svg, NodeType type, Point middle);

// In the upper left of an activity.
void activity_icon(SvgWriter& svg, NodeType type, Point corner);

// At its foot: repeated one after the other, at once, or in a loop.
void loop_icon(SvgWriter& svg, LoopKind kind, Point middle);

// For those who cannot tell the colours apart.
void mark_icon(SvgWriter& svg, Mark mark, Point middle);

}  // namespace wf::diagram
