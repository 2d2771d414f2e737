#include "core/bpmn/variable_types.hpp"

#include "core/base/ascii.hpp"
#include "core/base/lists.hpp"
#include "core/model/time.hpp"

namespace wf::bpmn {
namespace {

using Kind = JavaNode::Kind;

JavaType literal_type(const JavaNode& node) {
    switch (node.kind) {
        case Kind::Truth: return JavaType::Truth;
        case Kind::Number: return JavaType::Number;
        case Kind::Text:
            if (node.text.empty() || looks_like_number(node.text) || looks_like_truth(node.text))
                return JavaType::Unknown;
            return JavaType::Text;
        case Kind::Minus: return JavaType::Number;
        case Kind::Null:
        case Kind::Variable:
        case Kind::Member:
        case Kind::Item:
        case Kind::Call:
        case Kind::Not:
        case Kind::Empty:
        case Kind::Binary:
        case Kind::Choice: return JavaType::Unknown;
    }
    return JavaType::Unknown;
}

JavaType object_of(std::string_view method) {
    constexpr std::array<std::string_view, 9> of_text = {
        "equalsIgnoreCase", "startsWith", "endsWith", "toLowerCase", "toUpperCase",
        "trim",             "length",     "matches",  "stringValue"};
    constexpr std::array<std::string_view, 5> of_number = {"intValue", "longValue", "doubleValue",
                                                           "floatValue", "numberValue"};
    if (contains(of_text, method)) return JavaType::Text;
    if (contains(of_number, method)) return JavaType::Number;
    if (method == "booleanValue" || method == "boolValue") return JavaType::Truth;
    return method == "size" ? JavaType::List : JavaType::Unknown;
}

}  // namespace

std::string_view described(JavaType type) {
    switch (type) {
        case JavaType::Unknown: return "anything";
        case JavaType::Null: return "null";
        case JavaType::Truth: return "true or false";
        case JavaType::Number: return "a number";
        case JavaType::Text: return "a text";
        case JavaType::Date: return "a date";
        case JavaType::Moment: return "a date and time";
        case JavaType::List: return "a list";
        case JavaType::Object: return "an object";
    }
    return "";
}

bool is_condition(const Element& element) {
    constexpr std::array<std::string_view, 4> conditions = {"conditionExpression", "condition",
                                                            "completionCondition", "loopCondition"};
    return element.space == Namespace::Bpmn && contains(conditions, element.name);
}

bool looks_like_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (dot == std::string_view::npos) return digits(text);
    return digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
}

bool looks_like_truth(std::string_view text) {
    const std::string lower = ascii_lower(text);
    return lower == "true" || lower == "false";
}

bool looks_like_date(std::string_view text) {
    constexpr std::size_t date_size = 10;  // no time behind it
    return text.size() == date_size && parse_instant(text);
}

JavaType VariableTypes::find(const std::string& path) const {
    const auto declared = declared_.find(path);
    if (declared != declared_.end()) return declared->second;
    const auto used = used_.find(path);
    if (used == used_.end()) return JavaType::Unknown;
    JavaType only = JavaType::Unknown;
    for (std::size_t i = 0; i < used->second.size(); ++i) {
        if (used->second[i] == 0) continue;
        if (only != JavaType::Unknown) return JavaType::Unknown;  // now this, now that
        only = static_cast<JavaType>(i);
    }
    return only;
}

void VariableTypes::look_at(const Element& element) {
    look_at_text(element.text, is_condition(element));
    for (const Attribute& attribute : element.attributes) look_at_text(attribute.value, false);
    for (const Element& child : element.children) look_at(child);
}

void VariableTypes::look_at_text(std::string_view text, bool is_condition) {
    std::optional<std::string_view> expression;
    if (has_java_expression(text))
        expression = inside_braces(text);
    else if (is_condition && !text.empty() && !text.starts_with('='))
        expression = text;
    if (!expression) return;
    Untranslatable why;
    if (const std::optional<JavaNode> node = read_java(*expression, why))
        learn(*node, is_condition ? JavaType::Truth : JavaType::Unknown);
}

void VariableTypes::learn(const JavaNode& node, JavaType wanted) {
    if (const std::optional<std::string> path = path_of(node)) {
        if (wanted != JavaType::Unknown) ++used_[*path][static_cast<std::size_t>(wanted)];
        return;
    }
    switch (node.kind) {
        case Kind::Not: return learn(node.children[0], JavaType::Truth);
        case Kind::Minus: return learn(node.children[0], JavaType::Number);
        case Kind::Empty: return learn(node.children[0], JavaType::Unknown);
        case Kind::Binary: return learn_binary(node);
        case Kind::Call: return learn_call(node);
        case Kind::Choice:
            learn(node.children[0], JavaType::Truth);
            learn(node.children[1], wanted);
            return learn(node.children[2], wanted);
        case Kind::Item:
            for (const JavaNode& child : node.children) learn(child, JavaType::Unknown);
            return;
        case Kind::Null:
        case Kind::Truth:
        case Kind::Number:
        case Kind::Text:
        case Kind::Variable:
        case Kind::Member: return;
    }
}

void VariableTypes::learn_binary(const JavaNode& node) {
    const JavaNode &left = node.children[0], &right = node.children[1];
    const std::string_view op = node.text;
    JavaType wanted = JavaType::Unknown;
    if (op == "&&" || op == "||") wanted = JavaType::Truth;
    if (op == "-" || op == "*" || op == "/") wanted = JavaType::Number;
    const bool compares = op == "==" || op == "!=" || op[0] == '<' || op[0] == '>';
    learn(left, compares ? literal_type(right) : wanted);
    learn(right, compares ? literal_type(left) : wanted);
}

void VariableTypes::learn_call(const JavaNode& call) {
    for (std::size_t i = 0; i < call.children.size(); ++i)
        learn(call.children[i], i == 0 && call.has_object ? object_of(call.text) : JavaType::Unknown);
}

}  // namespace wf::bpmn
