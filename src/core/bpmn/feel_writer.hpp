// A Java expression as FEEL. Every rule gives the text, how strongly it binds, so that parentheses are written
// where FEEL needs them, and of which type it is, so that what Java would convert is converted.
#pragma once

#include "core/bpmn/java_expression.hpp"
#include "core/bpmn/variable_types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::bpmn {

// The larger binds the closer. If: `if a then b else c`, which swallows everything to its right.
enum class Strength : std::uint8_t { If, Or, And, Comparison, Sum, Product, Unary, Term };

struct Feel {
    std::string text;
    Strength strength = Strength::Term;
    JavaType type = JavaType::Unknown;
    bool is_never_null = false;  // so that not(...) of it is not either

    std::string within(Strength needed) const { return strength < needed ? "(" + text + ")" : text; }
};

class FeelWriter {
public:
    FeelWriter(const VariableTypes& types, Untranslatable& why) : types_(types), why_(why) {}

    // nullopt: there is no FEEL for it, or the types that it compares cannot meet, and `why` says so.
    std::optional<Feel> write(const JavaNode& node);
    // As a condition: Java takes the text "true" for one, FEEL does not.
    std::optional<Feel> truth(const JavaNode& node);

private:
    struct Side {
        const JavaNode& node;
        Feel& feel;
    };

    std::nullopt_t refuse(std::string reason, std::string hint = {});
    std::nullopt_t refuse_object(std::string_view name);

    // feel_writer.cpp
    std::optional<Feel> negation(const JavaNode& operand);
    std::optional<Feel> emptiness(const JavaNode& operand);
    std::optional<Feel> binary(const JavaNode& node);
    std::optional<Feel> logic(const JavaNode& node);
    std::optional<Feel> choice(const JavaNode& node);
    std::optional<Feel> named(const JavaNode& node);
    std::optional<Feel> item(const JavaNode& node);

    // feel_comparison.cpp
    std::optional<Feel> comparison(std::string_view op, const JavaNode& left, const JavaNode& right);
    std::optional<Feel> arithmetic(const JavaNode& node);
    std::optional<Feel> joined(const JavaNode& node, Feel left, Feel right);
    bool fit(std::string_view op, const Side& left, const Side& right);
    bool fit_literal(std::string_view op, const Side& value, const Side& literal);
    bool never_equal(const Side& value, const Side& other);
    std::optional<Feel> number(const JavaNode& node, Feel feel);

    // feel_calls.cpp
    std::optional<Feel> call(const JavaNode& node);
    std::optional<Feel> containment(const JavaNode& node);

    const VariableTypes& types_;
    Untranslatable& why_;
};

// `"it's"`
std::string feel_text(const std::string& characters);

}  // namespace wf::bpmn
