// Approvers of one node that somebody else may choose: the initiator at start, or the approver before.
#pragma once

#include "core/step/step.hpp"

namespace wf {

// Each choice is for a node that has a rule of this kind, and of people whom that rule permits.
Refusal check_choices(Step& step, const std::vector<wf::Choice>& chosen, RuleKind kind, TokenId at = {});

}  // namespace wf
