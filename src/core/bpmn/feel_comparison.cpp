// What Java converts before it compares or computes. Where FEEL would give null, the conversion is written; a
// comparison that could never hold is refused, for nobody means that.
#include "core/bpmn/feel_writer.hpp"

#include "core/base/report.hpp"
#include "core/model/time.hpp"

#include <array>
#include <utility>

namespace wf::bpmn {
namespace {

using compiler::in_quotes;

bool is_equality(std::string_view op) { return op == "==" || op == "!="; }

std::string in_feel(std::string_view op) { return op == "==" ? "=" : std::string{op}; }

std::string feel_call(std::string_view name, const Feel& argument) {
    return std::string{name} + "(" + argument.text + ")";
}

Feel number_literal(const std::string& digits) {
    return {.text = digits,
            .strength = digits.starts_with('-') ? Strength::Unary : Strength::Term,
            .type = JavaType::Number,
            .is_never_null = true};
}

bool has_order(JavaType type) {
    return type != JavaType::Truth && type != JavaType::List && type != JavaType::Object;
}

bool is_text_literal(const JavaNode& node) { return node.is(JavaNode::Kind::Text); }

// What somebody could have written who compares a value of this type.
std::string example_for(const Feel& value) {
    switch (value.type) {
        case JavaType::Truth: return value.text + " = true";
        case JavaType::Number: return value.text + " = 5";
        case JavaType::Date: return value.text + " = date(\"2026-12-24\")";
        case JavaType::Moment: return value.text + " = date and time(\"2026-12-24T18:00:00Z\")";
        case JavaType::List: return "list contains(" + value.text + ", \"a\")";
        case JavaType::Unknown:
        case JavaType::Null:
        case JavaType::Text:
        case JavaType::Object: return value.text + " = \"a\"";
    }
    return {};
}

}  // namespace

bool FeelWriter::never_equal(const Side& value, const Side& other) {
    const std::string what =
        is_text_literal(other.node) ? "the text " + in_quotes(other.node.text)
                                    : in_quotes(other.feel.text) + ", which is " +
                                          std::string{described(other.feel.type)};
    refuse(in_quotes(value.feel.text) + " is " + std::string{described(value.feel.type)} +
               ", and is compared with " + what,
           "Compare it with what it can be, for example: " + example_for(value.feel) + ".");
    return false;
}

bool FeelWriter::fit_literal(std::string_view op, const Side& value, const Side& literal) {
    const std::string& text = literal.node.text;
    const bool may_be_text = value.feel.type == JavaType::Text || value.feel.type == JavaType::Unknown;
    if (text.empty() && is_equality(op) && !may_be_text) {
        literal.feel = {.text = "null", .type = JavaType::Null};
        return true;
    }
    switch (value.feel.type) {
        case JavaType::Text:
        case JavaType::Null:
            return true;
        case JavaType::Truth:
            if (!looks_like_truth(text) || !is_equality(op)) return never_equal(value, literal);
            literal.feel = {.text = text.size() == 4 ? "true" : "false", .type = JavaType::Truth};
            return true;
        case JavaType::Number:
            if (!looks_like_number(text)) return never_equal(value, literal);
            literal.feel = number_literal(text);
            return true;
        case JavaType::Date:
        case JavaType::Moment: {
            const bool is_day = value.feel.type == JavaType::Date;
            if (is_day ? !looks_like_date(text) : !parse_instant(text)) return never_equal(value, literal);
            literal.feel = {.text = (is_day ? "date(" : "date and time(") + feel_text(text) + ")",
                            .type = value.feel.type};
            return true;
        }
        case JavaType::Unknown:
            // Be it the text or the value that the text looks like.
            if (is_equality(op) && (looks_like_number(text) || looks_like_truth(text)))
                value.feel = {.text = feel_call("string", value.feel), .type = JavaType::Text};
            else if (looks_like_number(text))
                literal.feel = number_literal(text);
            return true;
        case JavaType::List:
        case JavaType::Object:
            return never_equal(value, literal);
    }
    return true;
}

bool FeelWriter::fit(std::string_view op, const Side& left, const Side& right) {
    if (left.feel.type == JavaType::Null || right.feel.type == JavaType::Null) return true;
    if (is_text_literal(right.node)) return fit_literal(op, left, right);
    if (is_text_literal(left.node)) return fit_literal(op, right, left);
    if (!is_equality(op) && (!has_order(left.feel.type) || !has_order(right.feel.type))) {
        const Side& without = has_order(left.feel.type) ? right : left;
        refuse(in_quotes(without.feel.text) + " is " + std::string{described(without.feel.type)} +
                   ", which is neither less nor greater",
               "Compare it with what it can be, for example: " + example_for(without.feel) + ".");
        return false;
    }
    const JavaType a = left.feel.type, b = right.feel.type;
    if (a == b || a == JavaType::Unknown || b == JavaType::Unknown) return true;
    const auto convert = [](Feel& feel, std::string_view name, JavaType type) {
        feel = {.text = feel_call(name, feel), .type = type};
        return true;
    };
    Feel* const text = a == JavaType::Text ? &left.feel : b == JavaType::Text ? &right.feel : nullptr;
    const JavaType other = a == JavaType::Text ? b : a;
    if (text && other == JavaType::Number) return convert(*text, "number", JavaType::Number);
    if (text && other == JavaType::Truth) {
        const Side& truth = a == JavaType::Text ? right : left;
        if (!truth.node.is(JavaNode::Kind::Truth)) return convert(truth.feel, "string", JavaType::Text);
        truth.feel = {.text = feel_text(truth.node.text), .type = JavaType::Text};
        return true;
    }
    if (text && other == JavaType::Date) return convert(*text, "date", JavaType::Date);
    if (text && other == JavaType::Moment) return convert(*text, "date and time", JavaType::Moment);
    if (a == JavaType::Date && b == JavaType::Moment) return convert(right.feel, "date", a);
    if (a == JavaType::Moment && b == JavaType::Date) return convert(left.feel, "date", b);
    return never_equal(left, right);
}

std::optional<Feel> FeelWriter::comparison(std::string_view op, const JavaNode& left, const JavaNode& right) {
    // a.compareTo(b) > 0
    const bool compares = left.is(JavaNode::Kind::Call) && left.text == "compareTo" && left.children.size() == 2;
    if (compares && right.is(JavaNode::Kind::Number) && right.text == "0")
        return comparison(op, left.children[0], left.children[1]);
    std::optional<Feel> a = write(left);
    std::optional<Feel> b = a ? write(right) : std::nullopt;
    if (!b || !fit(op, {.node = left, .feel = *a}, {.node = right, .feel = *b})) return std::nullopt;
    const bool asks_for_null = a->type == JavaType::Null || b->type == JavaType::Null;
    const bool is_known = a->type == b->type && a->type != JavaType::Unknown;
    // FEEL does not chain comparisons: (a < b) = c.
    return Feel{.text = a->within(Strength::Sum) + " " + in_feel(op) + " " + b->within(Strength::Sum),
                .strength = Strength::Comparison,
                .type = JavaType::Truth,
                .is_never_null = is_equality(op) && (asks_for_null || is_known)};
}

// Of a text the number that it says.
std::optional<Feel> FeelWriter::number(const JavaNode& node, Feel feel) {
    if (is_text_literal(node) && looks_like_number(node.text)) return number_literal(node.text);
    switch (feel.type) {
        case JavaType::Text:
            return Feel{.text = feel_call("number", feel), .type = JavaType::Number};
        case JavaType::Truth:
        case JavaType::List:
        case JavaType::Object:
            return refuse(in_quotes(feel.text) + " is " + std::string{described(feel.type)} +
                          ", and cannot be computed with");
        case JavaType::Unknown:
        case JavaType::Null:
        case JavaType::Number:
        case JavaType::Date:
        case JavaType::Moment:
            return feel;
    }
    return feel;
}

// A text and what stands beside it.
std::optional<Feel> FeelWriter::joined(const JavaNode& node, Feel left, Feel right) {
    const auto as_text = [](Feel& feel) {
        if (feel.type != JavaType::Text) feel = {.text = feel_call("string", feel), .type = JavaType::Text};
    };
    as_text(left);
    as_text(right);
    return Feel{.text = left.within(Strength::Sum) + " " + node.text + " " + right.within(Strength::Product),
                .strength = Strength::Sum,
                .type = JavaType::Text};
}

std::optional<Feel> FeelWriter::arithmetic(const JavaNode& node) {
    const JavaNode &left = node.children[0], &right = node.children[1];
    std::optional<Feel> a = write(left);
    std::optional<Feel> b = a ? write(right) : std::nullopt;
    if (!b) return std::nullopt;
    const auto is_words = [](const JavaNode& side, const Feel& feel) {
        const bool is_made = side.is(JavaNode::Kind::Binary) || side.is(JavaNode::Kind::Call);
        return (is_text_literal(side) && !looks_like_number(side.text)) || (is_made && feel.type == JavaType::Text);
    };
    const bool joins = is_words(left, *a) || is_words(right, *b) ||
                       (a->type == JavaType::Text && b->type == JavaType::Text);
    if (node.text == "+" && joins) return joined(node, std::move(*a), std::move(*b));
    a = number(left, std::move(*a));
    b = a ? number(right, std::move(*b)) : std::nullopt;
    if (!b) return std::nullopt;
    const bool is_sum = node.text == "+" || node.text == "-";
    const Strength strength = is_sum ? Strength::Sum : Strength::Product;
    return Feel{.text = a->within(strength) + " " + node.text + " " +
                        b->within(is_sum ? Strength::Product : Strength::Unary),
                .strength = strength,
                .type = a->type == JavaType::Date || b->type == JavaType::Date ? JavaType::Unknown
                                                                              : JavaType::Number};
}

}  // namespace wf::bpmn
