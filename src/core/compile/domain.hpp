// Odoo's domain form of a condition as FEEL: a list of [field, operator, value] with the prefix operators
// "&", "|" and "!"; what no operator joins is joined by "and".
#pragma once

#include "core/compile/clause.hpp"
#include "core/compile/compile.hpp"
#include "core/compile/draft.hpp"
#include "core/compile/json_tree.hpp"
#include "core/base/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::compiler {

// nullopt: something is wrong, and `report` says what.
std::optional<Clause> translate_domain(const JsonValue& domain, const std::string& path, const Form* form,
                                       const CompileLimits& limits, Report& report,
                                       std::vector<NameUse>& names);

}  // namespace wf::compiler
