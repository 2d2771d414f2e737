// Java's expression language (JUEL, as Activiti, Camunda 7 and Flowable use it) and the simple expressions of
// Java, MVEL and JavaScript in jBPM's files, as a tree: read once, asked for the types of its variables, and
// written as FEEL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::bpmn {

struct Untranslatable {
    std::string reason;  // lower case, no full stop: `"execution" is an object of the Java engine`
    std::string hint{};  // what to write instead, if more can be said than for any expression
};

struct JavaNode {
    enum class Kind : std::uint8_t {
        Null,
        Truth,     // text: "true" or "false"
        Number,    // text: its digits
        Text,      // text: its characters
        Variable,  // text: its name
        Member,    // text: its name; children: of what
        Item,      // children: of what, which
        Call,      // text: the method or function; children: its object if has_object, the arguments
        Not,       // children: what
        Minus,
        Empty,
        Binary,  // text: the operator in Java's spelling; children: left, right
        Choice,  // children: condition, then, otherwise
    };

    Kind kind = Kind::Null;
    std::string text{};
    std::vector<JavaNode> children{};
    bool has_object = false;

    bool is(Kind wanted) const { return kind == wanted; }
    bool is_binary(std::string_view op) const { return kind == Kind::Binary && text == op; }
};

// What stands for objects of the Java engine when it is the root of a name.
bool is_java_object(std::string_view name);

JavaNode java_binary(std::string_view op, JavaNode left, JavaNode right);

// "order.total" for the variable or its member; nothing for any other.
std::optional<std::string> path_of(const JavaNode& node);

// Whether the text has an expression "${...}" or "#{...}" in it.
bool has_java_expression(std::string_view text);

// The text between "${" and the "}" at the very end, if it is one expression.
std::optional<std::string_view> inside_braces(std::string_view text);

// `a > 1 && b`, also as a statement: `return a > 1 && b;`. nullopt: it is more than an expression, and `why`
// says what.
std::optional<JavaNode> read_java(std::string_view expression, Untranslatable& why);

}  // namespace wf::bpmn
