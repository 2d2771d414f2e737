// From the expression languages of Java's engines to FEEL: comparison, logic, arithmetic, names, and what else
// FEEL can say too. Everything that calls into Java has no translation.
#pragma once

#include "core/bpmn/java_expression.hpp"
#include "core/bpmn/variable_types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::bpmn {

// "${amount > 10 && approved}" -> "amount > 10 and approved". The whole text must be one expression. nullopt:
// there is no FEEL for it, and `why` says so.
std::optional<std::string> feel_from_java(std::string_view text, Needed needed, const VariableTypes& types,
                                          Untranslatable& why);

// The same of an expression without braces: "return amount > 10;"
std::optional<std::string> feel_from_plain_java(std::string_view text, Needed needed,
                                                const VariableTypes& types, Untranslatable& why);

}  // namespace wf::bpmn
