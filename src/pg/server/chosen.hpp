// Approvers left to a person, as SQL gives them.
#pragma once

#include "core/model/state.hpp"

#include <optional>
#include <vector>

namespace wf::pg {

// {"node": ["person", ...], ...}; throws WF504.
std::vector<Choice> read_chosen(const std::optional<Json>& json);

}  // namespace wf::pg
