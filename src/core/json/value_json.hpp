// FEEL values and JSON. Numbers cross exactly: as digits, never through a double.
#pragma once

#include "core/expression/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf {

// Nullopt if the text is no JSON, nests too deep, or holds a number beyond decimal128.
// Of a key that occurs twice the last value counts, as in jsonb.
std::optional<feel::Value> value_from_json(std::string_view json_text);

// One line. Ranges and functions, which JSON has not, become their FEEL text.
std::string value_to_json(const feel::Value& value);

}  // namespace wf
