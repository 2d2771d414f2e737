// The static check: which expressions cannot mean what they say, known before a value is there. It finds no
// fault where a type is unknown, nor with values that may be null.
#pragma once

#include "core/expression/expression.hpp"
#include "core/expression/static_type.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::feel {

struct Finding {
    enum class Severity : std::uint8_t {
        Error,    // it can only be null, or never what was meant
        Warning,  // it may be meant
    };
    Severity severity = Severity::Error;
    std::string code;  // stable: unknown_name, unknown_field, type_mismatch, wrong_arguments, bad_value
    std::size_t position = 0;  // code point offset into the text
    std::string message;       // lower case, no full stop
    std::string suggestion;    // FEEL to write there instead, or empty
    std::string hint;          // a sentence, or empty
};

// What is known of the names that an expression may use.
class StaticScope {
public:
    virtual ~StaticScope() = default;
    // Nullopt: there is no such name.
    virtual std::optional<StaticType> find(std::string_view name) const = 0;
    // For suggestions.
    virtual std::vector<std::string_view> names() const { return {}; }
    // What a function of Vocabulary::functions gives.
    virtual StaticType result_of(std::string_view /*function*/) const { return {}; }
};

// Findings in the order of the text, one per mistake. `wanted`: what the result is needed as.
std::vector<Finding> check(const Expression& expression, const StaticScope& scope,
                           const StaticType& wanted = {});

// Requires: unary tests. `input`: what is known of the value tested.
std::vector<Finding> check_tests(const Expression& tests, const StaticType& input, const StaticScope& scope);

}  // namespace wf::feel
