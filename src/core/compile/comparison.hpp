// One comparison of a condition, {"field": "days", "op": ">", "value": 5} or ["days", ">", 5], as FEEL text.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/json_tree.hpp"
#include "core/compile/operator.hpp"
#include "core/base/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::compiler {

// The parts as found, with their JSON pointers. `value` may be nullptr: there is none.
struct ComparisonParts {
    const JsonValue* field = nullptr;
    const JsonValue* op = nullptr;
    const JsonValue* value = nullptr;
    std::string path;
    std::string field_path;
    std::string op_path;
    std::string value_path;
};

// nullopt: something is wrong, and `report` says what. The field's root name is added to `names`. The text is
// an operand of "and" and "or" without further parentheses. No value can change the structure of the text.
std::optional<std::string> comparison(const ComparisonParts& parts, ConditionForm condition_form,
                                      const Form* form, Report& report, std::vector<NameUse>& names);

}  // namespace wf::compiler
