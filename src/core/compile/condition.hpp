// Conditions of flows. Whatever form they are written in - FEEL text, the rule-builder form, Odoo's domain
// form - they end as one FEEL expression, so that there is one evaluator and one meaning.
#pragma once

#include "core/compile/compile.hpp"
#include "core/compile/draft.hpp"
#include "core/compile/json_tree.hpp"
#include "core/base/report.hpp"
#include "core/expression/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::compiler {

// nullopt: the condition is wrong, and `report` says why. The root names it uses are added to `names`.
// `form` (may be nullptr) tells what type a field has. Requires: `when` comes from read_json.
std::optional<feel::Expression> parse_condition(const JsonValue& when, const std::string& path,
                                                const Form* form, const feel::Vocabulary& vocabulary,
                                                const CompileLimits& limits, Report& report,
                                                std::vector<NameUse>& names);

}  // namespace wf::compiler
