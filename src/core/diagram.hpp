// A definition, or the way of an instance through it, drawn as text.
#pragma once

#include "core/definition.hpp"
#include "core/state.hpp"

#include <string>
#include <string_view>

namespace wf {

// `state`: marks the nodes that are done and current, and says who has to act; nullptr: nothing is marked.
// Lines are joined by line feeds; there is none at the end.
std::string draw_text(const Definition& definition, const State* state, std::string_view language);

}  // namespace wf
