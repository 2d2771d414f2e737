#include "core/bpmn/expression_language.hpp"

#include "core/bpmn/feel_writer.hpp"
#include "core/expression/expression.hpp"

namespace wf::bpmn {

std::optional<std::string> feel_from_plain_java(std::string_view text, Needed needed,
                                                const VariableTypes& types, Untranslatable& why) {
    const std::optional<JavaNode> node = read_java(text, why);
    if (!node) return std::nullopt;
    FeelWriter writer{types, why};
    std::optional<Feel> feel = needed == Needed::Truth ? writer.truth(*node) : writer.write(*node);
    if (!feel) return std::nullopt;
    feel::SyntaxError error;
    if (feel::Expression::parse(feel->text, error)) return std::move(feel->text);
    why.reason = "FEEL reads it differently: " + error.message;
    return std::nullopt;
}

std::optional<std::string> feel_from_java(std::string_view text, Needed needed, const VariableTypes& types,
                                          Untranslatable& why) {
    if (const std::optional<std::string_view> expression = inside_braces(text))
        return feel_from_plain_java(*expression, needed, types, why);
    why.reason = "it mixes text and expressions";
    return std::nullopt;
}

}  // namespace wf::bpmn
