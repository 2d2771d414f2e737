#include "core/compile/expression.hpp"

#include "core/compile/condition.hpp"

#include <utility>

namespace wf::compiler {

namespace {

void report_syntax(const feel::SyntaxError& error, const std::string& path, std::string_view what,
                   Report& report) {
    report.error("bad_expression", path,
                 std::string{what} + " has a syntax error at character " +
                     std::to_string(error.position + 1) + ": " + error.message,
                 error.hint);
}

std::string hint_of(const feel::Finding& finding) {
    if (finding.suggestion.empty()) return finding.hint;
    const bool is_name = finding.code == "unknown_name" || finding.code == "unknown_field";
    std::string hint =
        is_name ? "Did you mean " + finding.suggestion + "?" : "Write " + finding.suggestion + ".";
    return finding.hint.empty() ? hint : hint + " " + finding.hint;
}

}  // namespace

void report_finding(const feel::Finding& finding, const std::string& path, std::string_view what, Report& report) {
    std::string message = finding.message;
    if (!what.empty())
        message = std::string{what} + " at character " + std::to_string(finding.position + 1) + ": " + message;
    if (finding.severity == feel::Finding::Severity::Error)
        report.error(finding.code, path, std::move(message), hint_of(finding));
    else
        report.warning(finding.code, path, std::move(message), hint_of(finding));
}

std::optional<feel::Expression> parse_feel(const std::string& text, const std::string& path,
                                           std::string_view what, const feel::Vocabulary& vocabulary,
                                           Report& report) {
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error, {}, vocabulary);
    if (!expression) report_syntax(error, path, what, report);
    return expression;
}

std::optional<feel::Expression> parse_tests(const std::string& text, const std::string& path,
                                            std::string_view what, const feel::Vocabulary& vocabulary,
                                            Report& report) {
    feel::SyntaxError error;
    std::optional<feel::Expression> tests = feel::Expression::parse_tests(text, error, {}, vocabulary);
    if (!tests) report_syntax(error, path, what, report);
    return tests;
}

void note_names(const feel::Expression& expression, const std::string& path, NodeIndex inside,
                std::string_view what, std::vector<NameUse>& names) {
    for (const feel::Expression::Name& used : expression.names())
        if (!used.maybe_field)
            names.push_back(
                {.name = used.name, .path = path, .position = used.position, .inside = inside, .what = what});
    for (feel::Expression::Call& call : expression.calls()) {
        const std::string name = call.function;
        names.push_back({.name = name,
                         .path = path,
                         .position = call.position,
                         .inside = inside,
                         .what = what,
                         .call = std::move(call)});
    }
}

std::optional<feel::Expression> parse_expression(const Reader& reader, std::string_view key, NodeIndex inside,
                                                 Draft& draft, const feel::StaticType& wanted) {
    static constexpr std::string_view what = "expression";
    const std::optional<std::string> text = reader.optional_text(key);
    if (!text) return std::nullopt;
    auto expression = parse_feel(*text, reader.path(key), what, draft.vocabulary, reader.report());
    if (!expression) return expression;
    note_names(*expression, reader.path(key), inside, what, draft.names);
    draft.expressions.push_back({.expression = *expression,
                                 .path = reader.path(key),
                                 .inside = inside,
                                 .what = what,
                                 .wanted = wanted});
    return expression;
}

std::optional<feel::Expression> parse_count(const Reader& reader, std::string_view key, std::int32_t smallest,
                                            NodeIndex inside, Draft& draft) {
    const JsonValue* value = reader.find(key);
    if (value == nullptr) return std::nullopt;
    // What a join needs may also be said as a condition.
    const feel::TypeSet number_or_truth =
        feel::set_of(feel::Type::Number) | feel::set_of(feel::Type::Boolean);
    if (value->is(JsonValue::Type::String))
        return parse_expression(reader, key, inside, draft, feel::StaticType::of(number_or_truth));
    if (!value->is(JsonValue::Type::Number)) {
        reader.report().error(
            "wrong_type", reader.path(key),
            in_quotes(key) + " must be a number or an expression, not " + std::string{a_type(value->type)});
        return std::nullopt;
    }
    const std::optional<std::int32_t> number = reader.integer(key, smallest);
    if (!number) return std::nullopt;
    return parse_feel(std::to_string(*number), reader.path(key), "number", draft.vocabulary, reader.report());
}

std::optional<feel::Expression> parse_when(const Reader& reader, NodeIndex inside, Draft& draft) {
    const Form* form = draft.definition.form ? &*draft.definition.form : nullptr;
    std::vector<NameUse> names;
    auto condition = parse_condition(*reader.find("when"), reader.path("when"), form, draft.vocabulary,
                                     draft.limits, reader.report(), names);
    for (NameUse& use : names) {
        use.inside = inside;
        draft.names.push_back(std::move(use));
    }
    if (condition)
        draft.expressions.push_back({.expression = *condition,
                                     .path = reader.path("when"),
                                     .inside = inside,
                                     .is_written = reader.find("when")->is(JsonValue::Type::String),
                                     .wanted = truth()});
    return condition;
}

feel::StaticType truth() { return feel::StaticType::of(feel::Type::Boolean); }

}  // namespace wf::compiler
