// Which nodes a token can pass again and again although nobody decides and nothing is waited for.
#pragma once

#include "core/model/definition.hpp"

#include <vector>

namespace wf::compiler {

/// `waits`, by NodeIndex: a token stops there until somebody acts or something happens. Needs the nodes' incoming and
/// outgoing flows and boundary events; a flow that is not in the lists of both its ends is none.
/// Returns, by NodeIndex, what can be passed for ever; all false if every loop waits somewhere, be it at a join for a
/// branch that waits.
std::vector<bool> endless_nodes(const Definition& definition, const std::vector<bool>& waits);

}  // namespace wf::compiler
