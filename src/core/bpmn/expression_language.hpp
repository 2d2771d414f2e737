// The part of Java's expression language (JUEL, as Activiti, Camunda 7 and Flowable use it) that FEEL can say
// too: comparison, logic, arithmetic, names. Everything that calls into Java has no translation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wf::bpmn {

struct Untranslatable {
    std::string reason;  // lower case, no full stop: `"execution" is an object of the Java engine`
};

// Whether the text has an expression "${...}" or "#{...}" in it.
bool has_java_expression(std::string_view text);

// "${amount > 10 && approved}" -> "amount > 10 and approved". The whole text must be one expression. nullopt:
// there is no FEEL for it, and `why` says so.
std::optional<std::string> feel_from_java(std::string_view text, Untranslatable& why);

}  // namespace wf::bpmn
