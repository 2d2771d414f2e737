// What a vote needs, as an author writes it.
#pragma once

#include "core/model/definition.hpp"

#include <optional>
#include <string_view>

namespace wf::compiler {

// "2": a count; "2/3", "60%", "66.7%": a share, in (0, 1], not reduced (667/1000). nullopt: none of these.
// Ensures: count, numerator and denominator < 10^9, so that a product with a number of seats cannot overflow.
std::optional<Need> parse_need(std::string_view text);

}  // namespace wf::compiler
