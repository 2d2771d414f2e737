#include "core/compile/operator.hpp"

#include <span>
#include <vector>

namespace wf::compiler {
namespace {

struct OperatorWord {
    std::string_view text;
    Operator op;
};

constexpr OperatorWord rule_operators[] = {
    {"=", Operator::Equal},
    {"!=", Operator::NotEqual},
    {">", Operator::Greater},
    {"<", Operator::Less},
    {">=", Operator::GreaterOrEqual},
    {"<=", Operator::LessOrEqual},
    {"in", Operator::In},
    {"not in", Operator::NotIn},
    {"contains", Operator::Contains},
    {"not contains", Operator::NotContains},
    {"starts with", Operator::StartsWith},
    {"ends with", Operator::EndsWith},
    {"between", Operator::Between},
    {"is null", Operator::IsNull},
};
constexpr OperatorWord domain_operators[] = {
    {"=", Operator::Equal},
    {"!=", Operator::NotEqual},
    {">", Operator::Greater},
    {"<", Operator::Less},
    {">=", Operator::GreaterOrEqual},
    {"<=", Operator::LessOrEqual},
    {"in", Operator::In},
    {"not in", Operator::NotIn},
    {"like", Operator::Contains},
    {"ilike", Operator::ContainsAnyCase},
};
// Odoo has them, this version has not.
constexpr std::string_view later_domain_operators[] = {
    "=?", "=like", "=ilike", "not like", "not ilike", "child_of", "parent_of", "any", "not any"};

std::span<const OperatorWord> words_of(ConditionForm form) {
    if (form == ConditionForm::Domain) return domain_operators;
    return rule_operators;
}

bool is_of_later_version(std::string_view text, ConditionForm form) {
    if (form != ConditionForm::Domain) return false;
    for (const std::string_view later : later_domain_operators)
        if (later == text) return true;
    return false;
}

}  // namespace

std::vector<std::string_view> operator_texts(ConditionForm form) {
    std::vector<std::string_view> texts;
    for (const OperatorWord& word : words_of(form)) texts.push_back(word.text);
    return texts;
}

std::optional<Operator> find_operator(const std::string& text, ConditionForm form, const std::string& path,
                                      Report& report) {
    std::vector<std::string_view> known;
    for (const auto& [word, op] : words_of(form)) {
        if (word == text) return op;
        known.push_back(word);
    }
    if (is_of_later_version(text, form))
        report.error("not_supported_yet", path,
                     "operator " + in_quotes(text) + " is not supported by this version");
    else
        report.error("unknown_operator", path, "unknown operator " + in_quotes(text),
                     report.did_you_mean(text, known));
    return std::nullopt;
}

}  // namespace wf::compiler
