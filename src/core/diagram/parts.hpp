// What every format draws: shapes, signs, labels and lines.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/diagram/marking.hpp"
#include "core/model/definition.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace wf::diagram {

// One file per format.
std::string draw_text(const Definition& definition, const Marking& marking, std::string_view language);
std::string draw_mermaid(const Definition& definition, const Marking& marking, std::string_view language);
std::string draw_dot(const Definition& definition, const Marking& marking, std::string_view language);
std::string draw_svg(const Definition& definition, const Marking& marking, std::string_view language);

enum class Shape : std::uint8_t { Start, End, Event, Gateway, Activity, Subprocess };

Shape shape_of(NodeType type);

// What tells gateways apart: "+", "o", "*", "?", or nothing (exclusive).
std::string_view gateway_sign(NodeType type);

// The few words that a drawing adds to those of the definition; English for languages that are not known.
struct Words {
    std::string_view otherwise;
    std::string_view copy;
    std::string_view done;
    std::string_view current;
    std::string_view predicted;
    std::array<std::string_view, count_of<EventKind>()> events;  // by EventKind
};

const Words& words(std::string_view language);

// The name, or the id without one; in one line.
std::string name_of(const Node& node, std::string_view language);

// The same, with what kind of event or copy it is.
std::string label_of(const Node& node, std::string_view language);

// Its name, or else its condition, unless that is untold; "" if it has neither.
std::string label_of(const Flow& flow, bool is_untold, std::string_view language);

enum class LineKind : std::uint8_t { Flow, Link, Compensation };

struct Line {
    NodeIndex from = 0;
    NodeIndex to = 0;
    LineKind kind = LineKind::Flow;
    const Flow* flow = nullptr;  // Compensation: none
    Mark mark = Mark::None;
    bool is_untold = false;
};

// Flows, jumps by links, and from compensation events to their handlers.
std::vector<Line> lines_of(const Definition& definition, const Marking& marking);

// What lies directly in each scope, boundary events not included: [0] in the process, [i + 1] in node i.
std::vector<std::vector<NodeIndex>> scopes_of(const Definition& definition);

}  // namespace wf::diagram
