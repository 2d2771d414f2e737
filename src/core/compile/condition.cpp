#include "core/compile/condition.hpp"

#include "core/compile/domain.hpp"
#include "core/compile/expression.hpp"
#include "core/compile/rule_builder.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr std::string_view condition_word = "condition";

std::optional<feel::Expression> parse_translated(const std::optional<Clause>& clause, const std::string& path,
                                                 const feel::Vocabulary& vocabulary, Report& report) {
    return clause ? parse_feel(clause->text, path, condition_word, vocabulary, report) : std::nullopt;
}

}  // namespace

std::optional<feel::Expression> parse_condition(const JsonValue& when, const std::string& path,
                                                const Form* form, const feel::Vocabulary& vocabulary,
                                                const CompileLimits& limits, Report& report,
                                                std::vector<NameUse>& names) {
    switch (when.type) {
        case JsonValue::Type::String: {
            auto expression = parse_feel(when.text, path, condition_word, vocabulary, report);
            if (expression) note_names(*expression, path, no_node, condition_word, names);
            return expression;
        }
        case JsonValue::Type::Object:
            return parse_translated(translate_rules(when, path, form, report, names), path, vocabulary,
                                    report);
        case JsonValue::Type::Array:
            return parse_translated(translate_domain(when, path, form, limits, report, names), path,
                                    vocabulary, report);
        case JsonValue::Type::Null:
        case JsonValue::Type::Boolean:
        case JsonValue::Type::Number:
            break;
    }
    report.error("wrong_type", path,
                 "\"when\" must be a string, an object or an array, not " + std::string{a_type(when.type)},
                 "Write FEEL such as \"days > 5\", a rule or a domain.");
    return std::nullopt;
}

}  // namespace wf::compiler
