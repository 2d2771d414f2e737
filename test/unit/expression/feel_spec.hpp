// Expressions as tests read them: text in, FEEL text of the value out.
#pragma once

#include "core/expression/expression.hpp"
#include "core/expression/print.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace wf::feel::test {

// Root names from a map; remembers how often each was asked for.
struct MapScope final : Scope {
    std::map<std::string, Value, std::less<>> values;
    std::map<std::string, int, std::less<>> asked;

    std::optional<Value> find(std::string_view name) override {
        ++asked[std::string{name}];
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional{found->second};
    }
};

inline Expression parsed(std::string_view text) {
    SyntaxError error;
    std::optional<Expression> expression = Expression::parse(text, error);
    if (!expression) throw std::runtime_error{std::string{text} + ": " + error.message};
    return *expression;
}

inline Value evaluated(std::string_view text, Scope& scope) { return parsed(text).evaluate(scope); }

inline std::string shown(std::string_view text, MapScope scope = {}) {
    return to_feel(evaluated(text, scope));
}

// "position: message" or "position: message (hint)"; empty if the text parses.
inline std::string refusal(std::string_view text) {
    SyntaxError error;
    if (Expression::parse(text, error)) return {};
    const std::string hint = error.hint.empty() ? "" : " (" + error.hint + ")";
    return std::to_string(error.position) + ": " + error.message + hint;
}

// What evaluate() stops with; empty if it does not stop.
inline std::string stopped_by(std::string_view text, const Limits& limits = {}) {
    MapScope scope;
    try {
        parsed(text).evaluate(scope, limits);
    } catch (const LimitExceeded& limit) {
        return limit.message;
    }
    return {};
}

struct Example {
    std::string_view text, value;
};

inline void expect_all(std::initializer_list<Example> examples, const MapScope& scope = {}) {
    for (const Example& example : examples)
        EXPECT_EQ(shown(example.text, scope), example.value) << example.text;
}

}  // namespace wf::feel::test
