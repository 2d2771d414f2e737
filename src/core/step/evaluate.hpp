// Expressions, as a token sees the names.
#pragma once

#include "core/step/step.hpp"
#include "core/expression/expression.hpp"

#include <optional>
#include <string>

namespace wf {

// `more_names` come before all others. `what` names the expression in a refusal: `the condition of flow "a"`.
Refusal evaluate(Step& step, const feel::Expression& expression, TokenId at, const std::string& what,
                 feel::Value& result, const feel::Entries& more_names = {});
Refusal holds(Step& step, const feel::Expression& condition, TokenId at, const std::string& what,
              bool& result);
// A context as a JSON object; `{}` if there is no expression.
Refusal evaluate_object(Step& step, const std::optional<feel::Expression>& expression, TokenId at,
                        const std::string& what, Json& result);

}  // namespace wf
