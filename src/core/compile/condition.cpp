#include "core/compile/condition.hpp"

#include "core/compile/domain.hpp"
#include "core/compile/rule_builder.hpp"

#include <utility>

namespace wf::compiler {
namespace {

std::optional<feel::Expression> parse_feel(const std::string& text, const std::string& path, Report& report) {
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error);
    if (!expression)
        report.error("bad_expression", path,
                     "condition has a syntax error at character " + std::to_string(error.position + 1) +
                         ": " + error.message,
                     error.hint);
    return expression;
}

std::optional<feel::Expression> parse_translated(const std::optional<Clause>& clause, const std::string& path,
                                                 Report& report) {
    return clause ? parse_feel(clause->text, path, report) : std::nullopt;
}

}  // namespace

std::optional<feel::Expression> parse_condition(const JsonValue& when, const std::string& path,
                                                const Form* form, const CompileLimits& limits, Report& report,
                                                std::vector<NameUse>& names) {
    switch (when.type) {
        case JsonValue::Type::String: {
            auto expression = parse_feel(when.text, path, report);
            if (expression)
                for (const feel::Expression::Name& used : expression->names())
                    if (!used.maybe_field)
                        names.push_back({.name = used.name, .path = path, .position = used.position});
            return expression;
        }
        case JsonValue::Type::Object:
            return parse_translated(translate_rules(when, path, form, report, names), path, report);
        case JsonValue::Type::Array:
            return parse_translated(translate_domain(when, path, form, limits, report, names), path, report);
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
