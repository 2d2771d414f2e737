// The list is Polish notation, so it is read from its end with a stack of operands: no recursion, whatever
// its length.
#include "core/compile/domain.hpp"

#include "core/compile/comparison.hpp"

#include <cstddef>
#include <utility>

namespace wf::compiler {
namespace {

using JsonType = JsonValue::Type;

bool is_operator(const JsonValue& item) {
    return item.is(JsonType::String) && (item.text == "&" || item.text == "|" || item.text == "!");
}

std::optional<Clause> translate_tuple(const JsonValue& tuple, const std::string& path, const Form* form,
                                      Report& report, std::vector<NameUse>& names) {
    if (!tuple.is(JsonType::Array) || tuple.items.size() != 3) {
        report.error("bad_condition", path,
                     "a domain is a list of [field, operator, value], \"&\", \"|\" and \"!\"",
                     "Write a single comparison as [[\"days\", \">\", 5]].");
        return std::nullopt;
    }
    const ComparisonParts parts{.field = &tuple.items[0],
                                .op = &tuple.items[1],
                                .value = &tuple.items[2],
                                .path = path,
                                .field_path = child(path, std::size_t{0}),
                                .op_path = child(path, std::size_t{1}),
                                .value_path = child(path, std::size_t{2})};
    auto text = comparison(parts, ConditionForm::Domain, form, report, names);
    return text ? std::optional{Clause{.text = std::move(*text)}} : std::nullopt;
}

// Applies a prefix operator to the operands on top of the stack; the topmost is the first one.
bool apply(const std::string& op, std::vector<Clause>& stack) {
    if (stack.size() < (op == "!" ? 1U : 2U)) return false;
    Clause first = std::move(stack.back());
    stack.pop_back();
    if (op == "!") {
        stack.push_back(negated(first));
        return true;
    }
    const Clause second = std::move(stack.back());
    stack.back() = joined(std::move(first), second, op == "&" ? Clause::Shape::And : Clause::Shape::Or);
    return true;
}

// The limits also bound the work: without them each operator would copy an ever longer text.
bool is_within_limits(const Clause& clause, const std::string& path, const CompileLimits& limits,
                      Report& report) {
    if (clause.depth > limits.max_depth)
        report.error("too_deep", path,
                     "condition is nested deeper than " + std::to_string(limits.max_depth) + " levels");
    else if (clause.text.size() > feel::Limits{}.max_text)
        report.error("too_large", path,
                     "condition is longer than " + std::to_string(feel::Limits{}.max_text) + " bytes");
    else
        return true;
    return false;
}

}  // namespace

std::optional<Clause> translate_domain(const JsonValue& domain, const std::string& path, const Form* form,
                                       const CompileLimits& limits, Report& report,
                                       std::vector<NameUse>& names) {
    if (domain.items.empty()) {
        report.error("empty_value", path, "domain is empty",
                     "Leave the condition out, or mark the flow as default.");
        return std::nullopt;
    }
    std::vector<std::optional<Clause>> tuples;  // nullopt for an operator
    bool is_sound = true;
    for (std::size_t i = 0; i < domain.items.size(); ++i) {
        tuples.emplace_back();
        if (is_operator(domain.items[i])) continue;
        tuples.back() = translate_tuple(domain.items[i], child(path, i), form, report, names);
        is_sound = is_sound && tuples.back().has_value();
    }
    if (!is_sound) return std::nullopt;

    std::vector<Clause> stack;
    for (std::size_t i = domain.items.size(); i-- > 0;) {
        if (tuples[i]) {
            stack.push_back(std::move(*tuples[i]));
        } else if (!apply(domain.items[i].text, stack)) {
            report.error("bad_condition", child(path, i),
                         "operator " + in_quotes(domain.items[i].text) + " lacks an operand");
            return std::nullopt;
        }
        if (!is_within_limits(stack.back(), child(path, i), limits, report)) return std::nullopt;
    }
    Clause result = std::move(stack.back());
    stack.pop_back();
    for (; !stack.empty(); stack.pop_back()) {
        result = joined(std::move(result), stack.back(), Clause::Shape::And);
        if (!is_within_limits(result, path, limits, report)) return std::nullopt;
    }
    return result;
}

}  // namespace wf::compiler
