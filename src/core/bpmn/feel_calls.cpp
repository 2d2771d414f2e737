// Methods of Java's texts, numbers and lists that FEEL has too.
#include "core/bpmn/feel_writer.hpp"

#include "core/base/report.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wf::bpmn {
namespace {

using compiler::in_quotes;
using Kind = JavaNode::Kind;

struct Method {
    std::string_view name;
    std::size_t arguments;  // without the object
    std::string_view feel;  // $0: the object, $1: the first argument
    Strength strength;
    JavaType type;  // of the result
};

constexpr std::array<Method, 26> known_methods = {{
    {"equalsIgnoreCase", 1, "lower case($0) = lower case($1)", Strength::Comparison, JavaType::Truth},
    {"startsWith", 1, "starts with($0, $1)", Strength::Term, JavaType::Truth},
    {"endsWith", 1, "ends with($0, $1)", Strength::Term, JavaType::Truth},
    {"matches", 1, "matches($0, \"^(\" + $1 + \")$\")", Strength::Term, JavaType::Truth},
    {"toLowerCase", 0, "lower case($0)", Strength::Term, JavaType::Text},
    {"toUpperCase", 0, "upper case($0)", Strength::Term, JavaType::Text},
    {"trim", 0, "replace($0, \"^\\s+|\\s+$\", \"\")", Strength::Term, JavaType::Text},
    {"toString", 0, "string($0)", Strength::Term, JavaType::Text},
    {"length", 0, "string length($0)", Strength::Term, JavaType::Number},
    {"size", 0, "count($0)", Strength::Term, JavaType::Number},
    {"containsKey", 1, "get value($0, $1) != null", Strength::Comparison, JavaType::Truth},
    {"before", 1, "$0 < $1", Strength::Comparison, JavaType::Truth},
    {"isBefore", 1, "$0 < $1", Strength::Comparison, JavaType::Truth},
    {"after", 1, "$0 > $1", Strength::Comparison, JavaType::Truth},
    {"isAfter", 1, "$0 > $1", Strength::Comparison, JavaType::Truth},
    {"abs", 0, "abs($0)", Strength::Term, JavaType::Number},
    {"now", 0, "now()", Strength::Term, JavaType::Moment},
    {"intValue", 0, "$0", Strength::Term, JavaType::Number},
    {"longValue", 0, "$0", Strength::Term, JavaType::Number},
    {"doubleValue", 0, "$0", Strength::Term, JavaType::Number},
    {"floatValue", 0, "$0", Strength::Term, JavaType::Number},
    {"numberValue", 0, "$0", Strength::Term, JavaType::Number},
    {"booleanValue", 0, "$0", Strength::Term, JavaType::Truth},
    {"boolValue", 0, "$0", Strength::Term, JavaType::Truth},
    {"stringValue", 0, "string($0)", Strength::Term, JavaType::Text},
    {"value", 0, "$0", Strength::Term, JavaType::Unknown},
}};

// The pattern with its arguments in place. Those inside of a call or beside an operator stand in parentheses
// where they need them.
std::string filled(const Method& method, const std::vector<Feel>& parts) {
    const Strength needed = method.strength == Strength::Comparison || method.feel == "$0" ? Strength::Sum
                                                                                            : Strength::If;
    std::string result;
    for (std::size_t i = 0; i < method.feel.size(); ++i) {
        const bool is_place = method.feel[i] == '$' && i + 1 < method.feel.size() &&
                              (method.feel[i + 1] == '0' || method.feel[i + 1] == '1');
        if (!is_place) {
            result += method.feel[i];
            continue;
        }
        const std::size_t which = static_cast<std::size_t>(method.feel[++i] - '0');
        result += which < parts.size() ? parts[which].within(needed) : std::string{};
    }
    return result;
}

std::string called(const JavaNode& node) {
    if (node.has_object) return in_quotes(node.text) + " is a method of a Java object";
    return in_quotes(node.text) + " is a function of the Java engine";
}

}  // namespace

std::optional<Feel> FeelWriter::call(const JavaNode& node) {
    if (node.has_object && node.children[0].is(Kind::Variable) && is_java_object(node.children[0].text))
        return refuse_object(node.children[0].text);
    if (node.text == "contains" && node.children.size() == 2) return containment(node);
    const std::size_t arguments = node.children.size() - (node.has_object ? 1 : 0);
    const auto* method = std::ranges::find_if(known_methods, [&](const Method& m) {
        return m.name == node.text && m.arguments == arguments && node.has_object == (m.name != "now");
    });
    const bool converts = node.text == "to number" && node.children.size() == 1;
    const bool is_list = node.text == "list";
    if (method == known_methods.end() && !converts && !is_list)
        return refuse(called(node), "Compute it in a script task or a worker, put it into a variable, and "
                                    "compare that.");
    std::vector<Feel> parts;
    for (const JavaNode& child : node.children) {
        std::optional<Feel> part = write(child);
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
    }
    if (is_list) {
        std::string text;
        for (const Feel& part : parts) text += (text.empty() ? "[" : ", ") + part.text;
        return Feel{.text = text.empty() ? "[]" : text + "]", .type = JavaType::List};
    }
    if (converts) {
        if (parts[0].type == JavaType::Unknown)
            parts[0] = {.text = "string(" + parts[0].text + ")", .type = JavaType::Text};
        return number(node.children[0], std::move(parts[0]));
    }
    const JavaType type = method->type == JavaType::Unknown && !parts.empty() ? parts[0].type : method->type;
    return Feel{.text = filled(*method, parts), .strength = method->strength, .type = type};
}

// Java asks a text and a list with the same word.
std::optional<Feel> FeelWriter::containment(const JavaNode& node) {
    const std::optional<Feel> whole = write(node.children[0]);
    const std::optional<Feel> part = whole ? write(node.children[1]) : std::nullopt;
    if (!part) return std::nullopt;
    const std::string arguments = "(" + whole->text + ", " + part->text + ")";
    if (whole->type == JavaType::Text) return Feel{.text = "contains" + arguments, .type = JavaType::Truth};
    if (whole->type == JavaType::List)
        return Feel{.text = "list contains" + arguments, .type = JavaType::Truth};
    if (whole->type != JavaType::Unknown)
        return refuse(in_quotes(whole->text) + " is " + std::string{described(whole->type)} +
                      ", and contains nothing");
    return Feel{.text = "if " + whole->within(Strength::Sum) + " instance of string then contains" + arguments +
                        " else list contains" + arguments,
                .strength = Strength::If,
                .type = JavaType::Truth};
}

}  // namespace wf::bpmn
