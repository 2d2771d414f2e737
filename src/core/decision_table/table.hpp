// A decision table of DMN 1.5, chapter 8: rows of conditions on inputs, and what then holds for the outputs.
#pragma once

#include "core/expression/expression.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

// Which of the rules that match give the result.
enum class HitPolicy : std::uint8_t {
    Unique,       // the only one
    Any,          // any of them: they say the same
    First,        // the first one
    Priority,     // the one whose output comes first among the values of the output
    RuleOrder,    // all, in the order of the rules
    OutputOrder,  // all, in the order of the values of the outputs
    Collect,      // all, or an aggregate of them
};

enum class Aggregation : std::uint8_t { None, Sum, Min, Max, Count };

struct DecisionInput {
    std::string name;  // of the argument that gives it; empty: only the expression does
    feel::Expression expression;
    std::optional<feel::Type> type{};          // absent: any
    std::optional<feel::Expression> values{};  // unary tests that every value satisfies; absent: any value

    const std::string& title() const { return name.empty() ? expression.text() : name; }
};

struct DecisionOutput {
    std::string name{};  // may be empty if it is the only one
    std::optional<feel::Type> type{};
    std::vector<feel::Value> values{};            // all that there are, best first; empty: any
    std::optional<feel::Expression> otherwise{};  // its value if no rule matches
};

struct DecisionRule {
    std::vector<std::optional<feel::Expression>> when{};  // one for each input: unary tests; absent: anything
    std::vector<feel::Expression> then{};                 // one for each output
};

struct DecisionTable {
    std::string name{};
    std::vector<DecisionInput> inputs{};
    std::vector<DecisionOutput> outputs{};
    HitPolicy policy = HitPolicy::Unique;
    Aggregation aggregation = Aggregation::None;  // Collect
    std::vector<DecisionRule> rules{};

    bool has_default() const {
        for (const DecisionOutput& output : outputs)
            if (output.otherwise) return true;
        return false;
    }
};

// Which input each argument by position is for: the names of the inputs, each once.
std::vector<std::string_view> parameters(const DecisionTable& table);

// Is a text of this type a date, time or duration that JSON had to write as a text? `value` becomes it.
// False: it is not of this type. Null is of every type.
bool conform(feel::Value& value, feel::Type type);

// "[1..5]" is 1st .. nth in this order of priority; what is not among them comes last.
std::size_t priority_of(const DecisionOutput& output, const feel::Value& value);

}  // namespace wf
