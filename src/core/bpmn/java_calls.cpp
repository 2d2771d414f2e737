#include "core/bpmn/java_calls.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wf::bpmn {
namespace {

using Kind = JavaNode::Kind;

JavaNode truth_node(bool value) { return {.kind = Kind::Truth, .text = value ? "true" : "false"}; }

JavaNode node_of(Kind kind, JavaNode of) { return {.kind = kind, .children = {std::move(of)}}; }

JavaNode method_call(std::string_view name, JavaNode object, JavaNode argument) {
    return {.kind = Kind::Call,
            .text = std::string{name},
            .children = {std::move(object), std::move(argument)},
            .has_object = true};
}

enum class Meaning : std::uint8_t { Compare, IsTrue, IsFalse, IsEmpty, IsNotEmpty, Value, Method };

struct Function {
    std::string_view name;
    Meaning meaning;
    std::string_view op;  // Compare: the operator, against null if there is one argument; Method: its name
};

constexpr std::array<Function, 57> known_functions = {{
    {"KieFunctions.isTrue", Meaning::IsTrue, ""},
    {"KieFunctions.isFalse", Meaning::IsFalse, ""},
    {"KieFunctions.isNull", Meaning::Compare, "=="},
    {"KieFunctions.isEmpty", Meaning::IsEmpty, ""},
    {"KieFunctions.equalsTo", Meaning::Compare, "=="},
    {"KieFunctions.greaterThan", Meaning::Compare, ">"},
    {"KieFunctions.greaterOrEqualThan", Meaning::Compare, ">="},
    {"KieFunctions.lessThan", Meaning::Compare, "<"},
    {"KieFunctions.lessOrEqualThan", Meaning::Compare, "<="},
    {"KieFunctions.contains", Meaning::Method, "contains"},
    {"KieFunctions.startsWith", Meaning::Method, "startsWith"},
    {"KieFunctions.endsWith", Meaning::Method, "endsWith"},
    {"variables:get", Meaning::Value, ""},
    {"variables:exists", Meaning::Compare, "!="},
    {"variables:exist", Meaning::Compare, "!="},
    {"variables:isEmpty", Meaning::IsEmpty, ""},
    {"variables:empty", Meaning::IsEmpty, ""},
    {"variables:isNotEmpty", Meaning::IsNotEmpty, ""},
    {"variables:notEmpty", Meaning::IsNotEmpty, ""},
    {"variables:equals", Meaning::Compare, "=="},
    {"variables:eq", Meaning::Compare, "=="},
    {"variables:notEquals", Meaning::Compare, "!="},
    {"variables:ne", Meaning::Compare, "!="},
    {"variables:lowerThan", Meaning::Compare, "<"},
    {"variables:lessThan", Meaning::Compare, "<"},
    {"variables:lt", Meaning::Compare, "<"},
    {"variables:lowerThanOrEquals", Meaning::Compare, "<="},
    {"variables:lessThanOrEquals", Meaning::Compare, "<="},
    {"variables:lte", Meaning::Compare, "<="},
    {"variables:greaterThan", Meaning::Compare, ">"},
    {"variables:gt", Meaning::Compare, ">"},
    {"variables:greaterThanOrEquals", Meaning::Compare, ">="},
    {"variables:gte", Meaning::Compare, ">="},
    {"variables:contains", Meaning::Method, "contains"},
    {"Objects.equals", Meaning::Compare, "=="},
    {"Objects.isNull", Meaning::Compare, "=="},
    {"Objects.nonNull", Meaning::Compare, "!="},
    {"StringUtils.equals", Meaning::Compare, "=="},
    {"StringUtils.equalsIgnoreCase", Meaning::Method, "equalsIgnoreCase"},
    {"StringUtils.isEmpty", Meaning::IsEmpty, ""},
    {"StringUtils.isNotEmpty", Meaning::IsNotEmpty, ""},
    {"CollectionUtils.isEmpty", Meaning::IsEmpty, ""},
    {"CollectionUtils.isNotEmpty", Meaning::IsNotEmpty, ""},
    {"Boolean.valueOf", Meaning::IsTrue, ""},
    {"Boolean.parseBoolean", Meaning::IsTrue, ""},
    {"Integer.parseInt", Meaning::Method, "to number"},
    {"Integer.valueOf", Meaning::Method, "to number"},
    {"Long.parseLong", Meaning::Method, "to number"},
    {"Long.valueOf", Meaning::Method, "to number"},
    {"Double.parseDouble", Meaning::Method, "to number"},
    {"Double.valueOf", Meaning::Method, "to number"},
    {"Float.parseFloat", Meaning::Method, "to number"},
    {"Float.valueOf", Meaning::Method, "to number"},
    {"BigDecimal.valueOf", Meaning::Method, "to number"},
    {"String.valueOf", Meaning::Method, "toString"},
    {"now", Meaning::Method, "now"},
    {"Arrays.asList", Meaning::Method, "list"},
}};

// What the function says of its arguments; the call itself if these are too few or too many.
JavaNode meant(const Function& function, JavaNode call, std::vector<JavaNode> arguments) {
    const std::size_t count = arguments.size();
    switch (function.meaning) {
        case Meaning::Compare:
            if (count == 1 && (function.op == "==" || function.op == "!="))
                return java_binary(function.op, std::move(arguments[0]), JavaNode{});
            if (count == 2) return java_binary(function.op, std::move(arguments[0]), std::move(arguments[1]));
            return call;
        case Meaning::IsTrue:
        case Meaning::IsFalse:
            if (count != 1) return call;
            return java_binary("==", std::move(arguments[0]), truth_node(function.meaning == Meaning::IsTrue));
        case Meaning::IsEmpty:
            return count == 1 ? node_of(Kind::Empty, std::move(arguments[0])) : call;
        case Meaning::IsNotEmpty:
            return count == 1 ? node_of(Kind::Not, node_of(Kind::Empty, std::move(arguments[0]))) : call;
        case Meaning::Value:
            return count == 1 ? std::move(arguments[0]) : call;
        case Meaning::Method:
            if (count == 2) return method_call(function.op, std::move(arguments[0]), std::move(arguments[1]));
            return {.kind = Kind::Call,
                    .text = std::string{function.op},
                    .children = std::move(arguments),
                    .has_object = count == 1};
    }
    return call;
}

// Flowable takes the name of the variable in quotes too.
void unquote_variable(const Function& function, std::vector<JavaNode>& arguments) {
    if (!function.name.starts_with("variables:") || arguments.empty()) return;
    if (arguments[0].is(Kind::Text)) arguments[0].kind = Kind::Variable;
}

bool is_plain_name(std::string_view text) {
    return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

// "total" of getTotal and isTotal; empty: it is no getter.
std::string property_of(const std::string& method) {
    const std::size_t prefix = method.starts_with("get") ? 3 : method.starts_with("is") ? 2 : 0;
    if (prefix == 0 || method.size() <= prefix || method[prefix] < 'A' || method[prefix] > 'Z') return {};
    std::string property = method.substr(prefix);
    property[0] = ascii_lower(property[0]);
    return property;
}

JavaNode simplified_method(JavaNode call) {
    const std::size_t count = call.children.size() - 1;
    if (call.text == "equals" && count == 1)
        return java_binary("==", std::move(call.children[0]), std::move(call.children[1]));
    if (call.text == "isEmpty" && count == 0) return node_of(Kind::Empty, std::move(call.children[0]));
    if ((call.text == "get" || call.text == "prop" || call.text == "elementAt") && count == 1)
        return item_or_member(std::move(call.children));
    const std::string property = count == 0 && call.text != "isBlank" ? property_of(call.text) : std::string{};
    if (property.empty()) return call;
    return {.kind = Kind::Member, .text = property, .children = {std::move(call.children[0])}};
}

}  // namespace

JavaNode item_or_member(std::vector<JavaNode> object_and_which) {
    const JavaNode& which = object_and_which[1];
    if (!which.is(Kind::Text) || !is_plain_name(which.text))
        return {.kind = Kind::Item, .children = std::move(object_and_which)};
    return {.kind = Kind::Member, .text = which.text, .children = {std::move(object_and_which[0])}};
}

JavaNode simplified(JavaNode call) {
    std::string name = call.text;
    std::vector<JavaNode> arguments = call.children;
    const bool is_static = call.has_object && call.children[0].is(Kind::Variable);
    if (is_static) {
        name = call.children[0].text + "." + name;
        arguments.erase(arguments.begin());
    }
    if (is_static || !call.has_object) {
        const auto* found = std::ranges::find(known_functions, name, &Function::name);
        if (found != known_functions.end()) {
            unquote_variable(*found, arguments);
            return meant(*found, std::move(call), std::move(arguments));
        }
    }
    return call.has_object ? simplified_method(std::move(call)) : call;
}

}  // namespace wf::bpmn
