// FEEL values and JSON. Numbers cross exactly: as digits, never through a double.
#pragma once

#include "core/expression/value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

inline constexpr std::size_t max_json_depth = 200;
// Of what a command brings: the log, states and lists of results put it deeper into others.
inline constexpr std::size_t max_data_depth = 150;

enum class JsonProblem : std::uint8_t { NotJson, TooDeep, NumberTooLarge };

// Nullopt if the text is no JSON, nests deeper than max_json_depth, or holds a number beyond 1e308: digits are
// kept exactly, but nlohmann refuses what is infinite as a double. `problem` then says which. Of a key that occurs
// twice the last value counts, as in jsonb.
std::optional<feel::Value> value_from_json(std::string_view json_text);
std::optional<feel::Value> value_from_json(std::string_view json_text, JsonProblem& problem,
                                           std::size_t max_depth = max_json_depth);

// One line. What JSON has not becomes text: dates, times and durations theirs, ranges and functions that of
// FEEL; numbers beyond 1e308, which nobody could read back, become null.
std::string value_to_json(const feel::Value& value);

// The same without quotes around text, dates, times and durations. Offsets stand for named zones.
std::string value_to_text(const feel::Value& value);

}  // namespace wf
