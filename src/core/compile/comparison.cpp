#include "core/compile/comparison.hpp"

#include "core/compile/literal.hpp"
#include "core/compile/names.hpp"
#include "core/compile/operator.hpp"
#include "core/expression/print.hpp"
#include "core/form/form_value.hpp"

#include <string_view>
#include <utility>

namespace wf::compiler {
namespace {

using JsonType = JsonValue::Type;

class Comparison {
public:
    Comparison(const ComparisonParts& parts, ConditionForm condition_form, const Form* form, Report& report)
        : parts_{parts}, condition_form_{condition_form}, form_{form}, report_{report} {}

    std::optional<std::string> field(std::vector<NameUse>& names) const {
        const JsonValue& field = *parts_.field;
        if (!field.is(JsonType::String)) return fail_type(parts_.field_path, "a field must be a string", field);
        const std::string_view root = std::string_view{field.text}.substr(0, field.text.find('.'));
        if (!is_expression_words(root) || !are_steps(field.text)) {
            report_.error(
                "bad_name", parts_.field_path, in_quotes(field.text) + " is not a field",
                "A field is a name, or names joined by points such as \"initiator.rank\". Names may "
                "have blanks; a name with signs or words of FEEL is written as FEEL text: "
                "get value(doc, \"net-amount\") > 5.");
            return std::nullopt;
        }
        names.push_back({.name = std::string{root}, .path = parts_.field_path, .position = std::nullopt});
        return field.text;
    }

    std::optional<Operator> op() const {
        if (parts_.op->is(JsonType::String))
            return find_operator(parts_.op->text, condition_form_, parts_.op_path, report_);
        fail_type(parts_.op_path, "an operator must be a string", *parts_.op);
        return std::nullopt;
    }

    std::optional<std::string> text(const std::string& field, Operator op) const {
        switch (op) {
            case Operator::Greater:
            case Operator::Less:
            case Operator::GreaterOrEqual:
            case Operator::LessOrEqual:
                return joined(field, " " + parts_.op->text + " ", ordered(value()));
            case Operator::Equal:
            case Operator::NotEqual:
                return equality(field, op == Operator::NotEqual);
            case Operator::In:
                return membership(field);
            case Operator::NotIn:
                return negated(membership(field));
            case Operator::Contains:
                return containing(field);
            case Operator::NotContains:
                return negated(containing(field));
            case Operator::ContainsAnyCase:
                return containing_any_case(field);
            case Operator::StartsWith:
                return call("starts with", field, string());
            case Operator::EndsWith:
                return call("ends with", field, string());
            case Operator::Between:
                return between(field);
            case Operator::IsNull:
                return is_null(field);
        }
        return std::nullopt;
    }

private:
    using Text = std::optional<std::string>;

    // After a point stands any word, also one of FEEL; several only if FEEL takes them for one name.
    static bool are_steps(std::string_view path) {
        for (std::size_t point = 0; point != std::string_view::npos;) {
            point = path.find('.');
            const std::string_view step = path.substr(0, point);
            if (!is_plain_name(step) && !is_expression_words(step)) return false;
            if (point != std::string_view::npos) path.remove_prefix(point + 1);
        }
        return true;
    }

    std::nullopt_t fail_type(const std::string& path, std::string_view rule, const JsonValue& found) const {
        report_.error("wrong_type", path, std::string{rule} + ", not " + std::string{a_type(found.type)});
        return std::nullopt;
    }

    const JsonValue* value() const {
        if (parts_.value == nullptr)
            report_.error("missing_key", parts_.path,
                          "operator " + in_quotes(parts_.op->text) + " needs a value");
        return parts_.value;
    }

    Text scalar(const JsonValue& value, const std::string& path) const {
        if (value.is(JsonType::Array) || value.is(JsonType::Object))
            return fail_type(path, "a value of operator " + in_quotes(parts_.op->text) + " must be a scalar",
                             value);
        if (const Field* field = declared(); field != nullptr && value.is(JsonType::String))
            if (field->type == FieldType::Date || field->type == FieldType::Datetime)
                return moment(*field, value, path);
        Text result = literal(value);
        if (!result) report_.error("bad_value", path, "number " + in_quotes(value.text) + " is out of range");
        return result;
    }

    const Field* declared() const { return form_ == nullptr ? nullptr : form_->find(parts_.field->text); }

    // What the text stands for, as the field's own values are read.
    Text moment(const Field& field, const JsonValue& value, const std::string& path) const {
        const bool is_date = field.type == FieldType::Date;
        const feel::Value read = form_value(field.type, feel::Value::string(value.text));
        if (!read.is_string())
            return (is_date ? "date(" : "date and time(") + string_literal(feel::to_text(read)) + ")";
        report_.error(
            "bad_value", path, in_quotes(value.text) + (is_date ? " is not a date" : " is not a date and time"),
            is_date
                ? "Field " + in_quotes(field.name) + " holds dates such as \"2026-11-21\"."
                : "Field " + in_quotes(field.name) + " holds moments such as \"2026-11-21T09:30:00+01:00\".");
        return std::nullopt;
    }

    // Something that has an order.
    Text ordered(const JsonValue* value) const {
        return value ? ordered(*value, parts_.value_path) : std::nullopt;
    }
    Text ordered(const JsonValue& value, const std::string& path) const {
        if (!value.is(JsonType::Number) && !value.is(JsonType::String))
            return fail_type(path, "operator " + in_quotes(parts_.op->text) + " needs a number or a string",
                             value);
        return scalar(value, path);
    }

    Text string() const {
        const JsonValue* found = value();
        if (found == nullptr) return std::nullopt;
        if (!found->is(JsonType::String))
            return fail_type(parts_.value_path, "operator " + in_quotes(parts_.op->text) + " needs a string",
                             *found);
        return string_literal(found->text);
    }

    // The items of an array as "[1, 2]".
    Text list() const {
        const JsonValue* found = value();
        if (found == nullptr) return std::nullopt;
        if (!found->is(JsonType::Array))
            return fail_type(parts_.value_path, "operator " + in_quotes(parts_.op->text) + " needs an array",
                             *found);
        if (found->items.empty()) {
            report_.error("empty_value", parts_.value_path,
                          "operator " + in_quotes(parts_.op->text) + " needs at least one value");
            return std::nullopt;
        }
        std::string result;
        bool is_sound = true;
        for (std::size_t i = 0; i < found->items.size(); ++i) {
            const Text item = scalar(found->items[i], child(parts_.value_path, i));
            is_sound = is_sound && item.has_value();
            result += (i == 0 ? "" : ", ") + item.value_or("");
        }
        return is_sound ? Text{"[" + result + "]"} : std::nullopt;
    }

    bool is_list_field() const {
        const Field* field = declared();
        return field != nullptr && field->type == FieldType::List;
    }

    static Text joined(const std::string& field, const std::string& op, const Text& value) {
        return value ? Text{field + op + *value} : std::nullopt;
    }
    static Text call(const std::string& function, const std::string& field, const Text& value) {
        return value ? Text{function + "(" + field + ", " + *value + ")"} : std::nullopt;
    }
    static Text negated(const Text& text) { return text ? Text{"not(" + *text + ")"} : std::nullopt; }

    Text equality(const std::string& field, bool is_negated) const {
        const JsonValue* found = value();
        if (found == nullptr) return std::nullopt;
        if (condition_form_ == ConditionForm::Domain && found->is(JsonType::Boolean) && !found->truth) {
            // list contains, not "=": FEEL's "abc" = false is null, and not(null) would be null as well.
            const std::string unset = "list contains([null, false], " + field + ")";
            return is_negated ? negated(unset) : unset;
        }
        return joined(field, is_negated ? " != " : " = ", scalar(*found, parts_.value_path));
    }

    // list contains, not "in": a false among the values would be read as the result of a test.
    Text membership(const std::string& field) const {
        const Text values = list();
        return values ? Text{"list contains(" + *values + ", " + field + ")"} : std::nullopt;
    }

    Text containing(const std::string& field) const {
        const JsonValue* found = value();
        if (found == nullptr) return std::nullopt;
        if (is_list_field()) return call("list contains", field, scalar(*found, parts_.value_path));
        if (has_wildcard(*found)) return std::nullopt;
        return call("contains", field, string());
    }

    Text containing_any_case(const std::string& field) const {
        const JsonValue* found = value();
        if (found == nullptr || has_wildcard(*found)) return std::nullopt;
        const Text pattern = string();
        return pattern ? call("contains", "lower case(" + field + ")", "lower case(" + *pattern + ")")
                       : std::nullopt;
    }

    bool has_wildcard(const JsonValue& value) const {
        if (condition_form_ != ConditionForm::Domain || value.text.find('%') == std::string::npos)
            return false;
        report_.error(
            "not_supported_yet", parts_.value_path,
            "wildcard \"%\" in operator " + in_quotes(parts_.op->text) + " is not supported by this version");
        return true;
    }

    Text between(const std::string& field) const {
        const JsonValue* found = value();
        if (found == nullptr) return std::nullopt;
        if (!found->is(JsonType::Array) || found->items.size() != 2) {
            report_.error("bad_value", parts_.value_path,
                          "operator \"between\" needs an array of two values");
            return std::nullopt;
        }
        const Text low = ordered(found->items[0], child(parts_.value_path, 0));
        const Text high = ordered(found->items[1], child(parts_.value_path, 1));
        if (!low || !high) return std::nullopt;
        return "(" + field + " between " + *low + " and " + *high + ")";
    }

    Text is_null(const std::string& field) const {
        if (parts_.value == nullptr) return field + " = null";
        report_.error("conflicting_keys", parts_.value_path, "operator \"is null\" takes no value");
        return std::nullopt;
    }

    const ComparisonParts& parts_;
    ConditionForm condition_form_;
    const Form* form_;
    Report& report_;
};

}  // namespace

std::optional<std::string> comparison(const ComparisonParts& parts, ConditionForm condition_form,
                                      const Form* form, Report& report, std::vector<NameUse>& names) {
    const Comparison reader{parts, condition_form, form, report};
    const std::optional<std::string> field = reader.field(names);
    const std::optional<Operator> op = reader.op();
    if (!op) return std::nullopt;
    // A wrong field must not hide a wrong value.
    const std::optional<std::string> text = reader.text(field.value_or("field"), *op);
    return field ? text : std::nullopt;
}

}  // namespace wf::compiler
