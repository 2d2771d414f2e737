// What the way through a definition can depend on: for those who look ahead.
#pragma once

#include "core/compile/draft.hpp"

namespace wf::compiler {

// Fills definition.asked, asks_clock and gives_form_to_rules. Requires: a definition without errors.
void find_asked(Draft& draft);

}  // namespace wf::compiler
