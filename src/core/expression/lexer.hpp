// Text -> tokens, all at once: the parser looks ahead as far as a name with blanks in it is long.
#pragma once

#include "core/expression/expression.hpp"
#include "core/expression/token.hpp"

#include <optional>
#include <string_view>

namespace wf::feel {

// On failure nullopt and `error` filled.
std::optional<Tokens> tokenize(std::string_view text, SyntaxError& error);

}  // namespace wf::feel
