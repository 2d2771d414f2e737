// What the variables of a process hold: as its form declares them, else as its expressions use them. Java's
// expression language converts what it compares ('false' equals false, '5' equals 5), FEEL does not: to keep
// what was meant, a translation has to know.
#pragma once

#include "core/bpmn/java_expression.hpp"
#include "core/bpmn/xml.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::bpmn {

enum class JavaType : std::uint8_t { Unknown, Null, Truth, Number, Text, Date, Moment, List, Object };

// "true or false", "a number"
std::string_view described(JavaType type);

// What an expression is needed as.
enum class Needed : std::uint8_t { Value, Truth };

class VariableTypes {
public:
    // As a form declares it: counts more than every use.
    void declare(const std::string& name, JavaType type) { declared_[name] = type; }

    // Learns from the expressions in the element and below it.
    void look_at(const Element& element);

    // Of a variable, or of a member: "order.total".
    JavaType find(const std::string& path) const;

private:
    // How often it is used as what. A text that looks like something else says nothing.
    using Uses = std::array<int, 9>;

    void look_at_text(std::string_view text, bool is_condition);
    void learn(const JavaNode& node, JavaType wanted);
    void learn_binary(const JavaNode& node);
    void learn_call(const JavaNode& call);

    std::unordered_map<std::string, JavaType> declared_;
    std::unordered_map<std::string, Uses> used_;
};

// Whether what the element holds decides something.
bool is_condition(const Element& element);

// What a literal is: '5' is a number as well as a text.
bool looks_like_number(std::string_view text);
bool looks_like_truth(std::string_view text);
bool looks_like_date(std::string_view text);

}  // namespace wf::bpmn
