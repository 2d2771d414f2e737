// JSON scalars as FEEL literals.
#pragma once

#include "core/compile/json_tree.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::compiler {

// In double quotes, with everything escaped that could end the literal or that FEEL does not allow in one.
std::string string_literal(std::string_view text);

// null, true, 10.10, "annual". Numbers keep their digits; an exponent, which FEEL does not have, is written
// out. nullopt: an array, an object, or a number too long to be written out.
std::optional<std::string> literal(const JsonValue& value);

}  // namespace wf::compiler
