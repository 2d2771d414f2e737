// What approve, reject, abstain and complete have in common.
#pragma once

#include "core/step/step.hpp"

#include <optional>
#include <vector>

namespace wf {

// They may decide this task, which is of a node of this type; from here on the entry is about it.
Refusal take_up(Step& step, SeatId task, NodeType type);

// The form, and who decides later nodes, as far as their rules leave that open. Requires: the task was taken up.
Refusal hand_in_with_choices(Step& step, TokenId token, const std::optional<Json>& data,
                             const std::vector<Choice>& chosen);

}  // namespace wf
