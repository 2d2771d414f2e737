// A definition, or the way of an instance through it, drawn: as text, as source for Mermaid and Graphviz, as
// a picture for a browser.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/diagram/marking.hpp"

#include <array>
#include <string>
#include <string_view>

namespace wf {

enum class DiagramFormat : std::uint8_t { Text, Mermaid, Dot, Svg };

inline constexpr std::array<std::string_view, 4> diagram_format_names{"text", "mermaid", "dot", "svg"};
static_assert(has_each<DiagramFormat>(diagram_format_names));

// Lines are joined by line feeds; there is none at the end. Names and conditions are shown in `language`,
// cleaned of control characters, and cannot break out of the format.
std::string draw(const Definition& definition, const Marking& marking, DiagramFormat format,
                 std::string_view language);

}  // namespace wf
