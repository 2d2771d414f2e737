// The rule-builder form of a condition as FEEL: {"all": [...]}, {"any": [...]}, {"not": ...},
// {"field": "days", "op": ">", "value": 5}.
#pragma once

#include "core/compile/clause.hpp"
#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::compiler {

// nullopt: something is wrong, and `report` says what. Recursive: read_json limits the nesting.
std::optional<Clause> translate_rules(const JsonValue& rules, const std::string& path, const Form* form,
                                      Report& report, std::vector<NameUse>& names);

}  // namespace wf::compiler
