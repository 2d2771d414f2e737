#include "core/compile/condition.hpp"

#include "core/compile/domain.hpp"
#include "core/compile/expression.hpp"
#include "core/compile/operator.hpp"
#include "core/compile/rule_builder.hpp"
#include "core/compile/schema_parts.hpp"

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
        case JsonValue::Type::Number: break;
    }
    report.error("wrong_type", path,
                 "\"when\" must be a string, an object or an array, not " + std::string{a_type(when.type)},
                 "Write FEEL such as \"days > 5\", a rule or a domain.");
    return std::nullopt;
}

void describe_conditions(SchemaParts& parts) {
    parts.texts("rule_operator", operator_texts(ConditionForm::Rules));
    parts.texts("domain_operator", operator_texts(ConditionForm::Domain));
    parts.list("condition_rules", "condition_rule", 1);
    constexpr Key comparison[] = {
        required("field", "text"), required("op", "rule_operator"), {"value", "any"}};
    parts.object(
        "condition_comparison", comparison,
        R"({"if": {"properties": {"op": {"not": {"const": "is null"}}}}, "then": {"required": ["value"]}})");
    constexpr Key every[] = {required("all", "condition_rules")},
                  some[] = {required("any", "condition_rules")}, none[] = {required("not", "condition_rule")};
    parts.object("condition_all", every);
    parts.object("condition_any", some);
    parts.object("condition_not", none);
    parts.write("condition_rule", R"({"type": "object",
        "if": {"required": ["all"]}, "then": {"$ref": "#/$defs/condition_all"}, "else": {
        "if": {"required": ["any"]}, "then": {"$ref": "#/$defs/condition_any"}, "else": {
        "if": {"required": ["not"]}, "then": {"$ref": "#/$defs/condition_not"}, "else": {"$ref": "#/$defs/condition_comparison"}}}})");
    parts.write("domain", R"({"type": "array", "minItems": 1, "items": {"anyOf": [{"enum": ["&", "|", "!"]},
        {"type": "array", "minItems": 3, "maxItems": 3, "prefixItems": [{"type": "string"}, {"$ref": "#/$defs/domain_operator"}]}]}})");
    parts.write("when_text", R"({"type": "string"})");
    parts.either("when", {"when_text", "condition_rule", "domain"});
}

}  // namespace wf::compiler
