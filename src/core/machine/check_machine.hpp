// What is wrong with a state machine whose parts can be read.
#pragma once

#include "core/base/report.hpp"
#include "core/compile/draft.hpp"
#include "core/expression/static_type.hpp"
#include "core/machine/machine.hpp"

#include <optional>
#include <vector>

namespace wf {

// Whether every state can be reached, and left for a final one. Requires: the states that transitions name are there.
void check_machine(const Machine& machine, compiler::Report& report);

// Whether guards, targets and rules can mean what they say, given the columns of the row; nullopt: nothing is known of them.
void check_columns(const std::vector<compiler::ExpressionUse>& expressions, const std::vector<compiler::FieldUse>& fields,
                   const std::optional<feel::StaticType>& row, compiler::Report& report);

}  // namespace wf
