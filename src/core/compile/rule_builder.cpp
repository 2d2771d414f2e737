#include "core/compile/rule_builder.hpp"

#include "core/compile/comparison.hpp"

#include <string_view>
#include <utility>

namespace wf::compiler {
namespace {

// A rule has one of these: the key that says what the rule is.
constexpr std::string_view rule_form_keys[] = {"all", "any", "not", "field"};

// Which of them the rule has. Two of them exclude each other, and so do theirs.
std::string_view form_of(const Reader& reader) {
    std::vector<std::string_view> found;
    for (const std::string_view key : rule_form_keys)
        if (reader.find(key) != nullptr) found.push_back(key);
    for (std::size_t i = 1; i < found.size(); ++i)
        reader.report().error("conflicting_keys", reader.path(found[i]),
                              in_quotes(found[0]) + " and " + in_quotes(found[i]) + " exclude each other",
                              "Nest one rule in the other.");
    const std::string_view form = found.empty() ? "field" : found[0];
    found.push_back(form);
    if (form == "field") found.insert(found.end(), {"op", "value"});
    reader.allow_names(found);
    return form;
}

class RuleBuilder {
public:
    RuleBuilder(const Form* form, Report& report, std::vector<NameUse>& names)
        : form_{form}, report_{report}, names_{names} {}

    std::optional<Clause> rule(const JsonValue& json, const std::string& path) {
        if (!is_object_at(json, path, "a rule of a condition", report_)) return std::nullopt;
        const Reader reader{json, path, report_};
        const std::string_view key = form_of(reader);
        if (key == "field") return comparison_rule(reader);
        if (key == "not") return negation(reader);
        return group(reader, key);
    }

private:
    std::optional<Clause> group(const Reader& reader, std::string_view key) {
        const JsonValue* list = reader.optional(key, JsonValue::Type::Array);
        if (list == nullptr) return std::nullopt;
        if (list->items.empty()) report_.error("empty_value", reader.path(key), in_quotes(key) + " is empty");
        const auto shape = key == "all" ? Clause::Shape::And : Clause::Shape::Or;
        std::optional<Clause> result;
        bool is_sound = !list->items.empty();
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            std::optional<Clause> item = rule(list->items[i], child(reader.path(key), i));
            is_sound = is_sound && item.has_value();
            if (!is_sound) continue;  // but translate the rest, for its findings
            result = result ? joined(std::move(*result), *item, shape) : std::move(*item);
        }
        return is_sound ? std::move(result) : std::nullopt;
    }

    std::optional<Clause> negation(const Reader& reader) {
        const std::optional<Clause> inner = rule(*reader.find("not"), reader.path("not"));
        return inner ? std::optional{negated(*inner)} : std::nullopt;
    }

    std::optional<Clause> comparison_rule(const Reader& reader) {
        const ComparisonParts parts{.field = reader.require("field", JsonValue::Type::String),
                                    .op = reader.require("op", JsonValue::Type::String),
                                    .value = reader.find("value"),
                                    .path = reader.path(),
                                    .field_path = reader.path("field"),
                                    .op_path = reader.path("op"),
                                    .value_path = reader.path("value")};
        if (parts.field == nullptr || parts.op == nullptr) return std::nullopt;
        auto text = comparison(parts, ConditionForm::Rules, form_, report_, names_);
        return text ? std::optional{Clause{.text = std::move(*text)}} : std::nullopt;
    }

    const Form* form_;
    Report& report_;
    std::vector<NameUse>& names_;
};

}  // namespace

std::optional<Clause> translate_rules(const JsonValue& rules, const std::string& path, const Form* form,
                                      Report& report, std::vector<NameUse>& names) {
    return RuleBuilder{form, report, names}.rule(rules, path);
}

}  // namespace wf::compiler
