#include "core/bpmn/feel_writer.hpp"

#include "core/base/json_string.hpp"
#include "core/base/report.hpp"

#include <utility>

namespace wf::bpmn {

using compiler::in_quotes;
using Kind = JavaNode::Kind;

std::string feel_text(const std::string& characters) {
    std::string result;
    append_json_string(result, characters);
    return result;
}

std::nullopt_t FeelWriter::refuse(std::string reason, std::string hint) {
    if (why_.reason.empty()) why_ = {.reason = std::move(reason), .hint = std::move(hint)};
    return std::nullopt;
}

std::nullopt_t FeelWriter::refuse_object(std::string_view name) {
    return refuse(in_quotes(name) + " is an object of the Java engine",
                  "Put what it needs into a variable, and ask for that.");
}

std::optional<Feel> FeelWriter::write(const JavaNode& node) {
    switch (node.kind) {
        case Kind::Null:
            return Feel{.text = "null", .type = JavaType::Null};
        case Kind::Truth:
            return Feel{.text = node.text, .type = JavaType::Truth, .is_never_null = true};
        case Kind::Number:
            return Feel{.text = node.text, .type = JavaType::Number, .is_never_null = true};
        case Kind::Text:
            return Feel{.text = feel_text(node.text), .type = JavaType::Text, .is_never_null = true};
        case Kind::Variable:
        case Kind::Member:
            return named(node);
        case Kind::Item:
            return item(node);
        case Kind::Call:
            return call(node);
        case Kind::Not:
            return negation(node.children[0]);
        case Kind::Minus: {
            std::optional<Feel> operand = write(node.children[0]);
            if (operand) operand = number(node.children[0], std::move(*operand));
            if (!operand) return std::nullopt;
            return Feel{.text = "-" + operand->within(Strength::Term),
                        .strength = Strength::Unary,
                        .type = JavaType::Number};
        }
        case Kind::Empty:
            return emptiness(node.children[0]);
        case Kind::Binary:
            return binary(node);
        case Kind::Choice:
            return choice(node);
    }
    return std::nullopt;
}

// There the variable "initiator" is the id of the person, here it is the person.
std::optional<Feel> FeelWriter::named(const JavaNode& node) {
    if (node.is(Kind::Variable)) {
        if (is_java_object(node.text)) return refuse_object(node.text);
        if (node.text == "initiator") return Feel{.text = "initiator.id", .type = JavaType::Text};
        return Feel{.text = node.text, .type = types_.find(node.text)};
    }
    if (node.text == "length") {
        std::optional<Feel> list = write(node.children[0]);
        if (list && list->type == JavaType::List)
            return Feel{.text = "count(" + list->text + ")", .type = JavaType::Number};
    }
    const std::optional<std::string> path = path_of(node);
    std::optional<Feel> base = write(node.children[0]);
    if (!base) return std::nullopt;
    if (base->text == "initiator.id") base->text = "initiator";
    return Feel{.text = base->within(Strength::Term) + "." + node.text,
                .type = path ? types_.find(*path) : JavaType::Unknown};
}

// Java counts from 0, FEEL from 1.
std::optional<Feel> FeelWriter::item(const JavaNode& node) {
    const JavaNode& which = node.children[1];
    std::optional<Feel> list = write(node.children[0]);
    if (!list) return std::nullopt;
    if (which.is(Kind::Number) && looks_like_number(which.text) && which.text.size() < 9 &&
        which.text.find('.') == std::string::npos)
        return Feel{.text = list->within(Strength::Term) + "[" + std::to_string(std::stoi(which.text) + 1) + "]"};
    if (!which.is(Kind::Text)) return refuse("\"[\" counts from 0 in Java and from 1 in FEEL");
    return Feel{.text = "get value(" + list->text + ", " + feel_text(which.text) + ")"};
}

std::optional<Feel> FeelWriter::truth(const JavaNode& node) {
    std::optional<Feel> feel = write(node);
    if (!feel) return std::nullopt;
    switch (feel->type) {
        case JavaType::Unknown:
        case JavaType::Null:
        case JavaType::Truth:
            return feel;
        case JavaType::Text:
            return Feel{.text = feel->within(Strength::Sum) + " = \"true\"",
                        .strength = Strength::Comparison,
                        .type = JavaType::Truth,
                        .is_never_null = true};
        case JavaType::Number:
        case JavaType::Date:
        case JavaType::Moment:
        case JavaType::List:
        case JavaType::Object:
            return refuse(in_quotes(feel->text) + " is " + std::string{described(feel->type)} +
                              ", and neither true nor false",
                          "Compare it with something, for example: " + feel->text + " != null.");
    }
    return feel;
}

// not(null) is null in FEEL and true in Java: what may be null is compared with true instead.
std::optional<Feel> FeelWriter::negation(const JavaNode& operand) {
    if (operand.is_binary("==")) return comparison("!=", operand.children[0], operand.children[1]);
    if (operand.is_binary("!=")) return comparison("==", operand.children[0], operand.children[1]);
    const std::optional<Feel> feel = truth(operand);
    if (!feel) return std::nullopt;
    if (feel->is_never_null)
        return Feel{.text = "not(" + feel->text + ")", .type = JavaType::Truth, .is_never_null = true};
    return Feel{.text = feel->within(Strength::Sum) + " != true",
                .strength = Strength::Comparison,
                .type = JavaType::Truth,
                .is_never_null = true};
}

// Never null, whatever the type of the value is.
std::optional<Feel> FeelWriter::emptiness(const JavaNode& operand) {
    const std::optional<Feel> feel = write(operand);
    if (!feel) return std::nullopt;
    return Feel{.text = "list contains([null, \"\", []], " + feel->text + ")",
                .type = JavaType::Truth,
                .is_never_null = true};
}

std::optional<Feel> FeelWriter::binary(const JavaNode& node) {
    if (node.text == "&&" || node.text == "||") return logic(node);
    const char first = node.text[0];
    if (first == '=' || first == '!' || first == '<' || first == '>')
        return comparison(node.text, node.children[0], node.children[1]);
    return arithmetic(node);
}

std::optional<Feel> FeelWriter::logic(const JavaNode& node) {
    const bool is_and = node.text == "&&";
    const Strength strength = is_and ? Strength::And : Strength::Or;
    const std::optional<Feel> left = truth(node.children[0]);
    const std::optional<Feel> right = left ? truth(node.children[1]) : std::nullopt;
    if (!right) return std::nullopt;
    return Feel{.text = left->within(strength) + (is_and ? " and " : " or ") + right->within(strength),
                .strength = strength,
                .type = JavaType::Truth,
                .is_never_null = left->is_never_null && right->is_never_null};
}

std::optional<Feel> FeelWriter::choice(const JavaNode& node) {
    const std::optional<Feel> condition = truth(node.children[0]);
    const std::optional<Feel> then = condition ? write(node.children[1]) : std::nullopt;
    const std::optional<Feel> otherwise = then ? write(node.children[2]) : std::nullopt;
    if (!otherwise) return std::nullopt;
    return Feel{.text = "if " + condition->text + " then " + then->within(Strength::Or) + " else " +
                        otherwise->within(Strength::Or),
                .strength = Strength::If,
                .type = then->type == otherwise->type ? then->type : JavaType::Unknown};
}

}  // namespace wf::bpmn
