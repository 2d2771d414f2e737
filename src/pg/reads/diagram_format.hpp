// The formats that drawings come in.
#pragma once

#include "core/diagram/diagram.hpp"

#include <optional>
#include <string>

namespace wf::pg {

// Throws WF504.
DiagramFormat diagram_format_of(const std::optional<std::string>& name);

}  // namespace wf::pg
