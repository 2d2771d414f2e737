// Values between, below and above others: samples of what lies open.
#pragma once

#include "core/expression/value.hpp"

#include <optional>

namespace wf {

// Requires: values of one type, which has an order; low < high. Nullopt: there is none between, below or
// above (dates of two days in a row), or none that could be named.
std::optional<feel::Value> value_between(const feel::Value& low, const feel::Value& high);
std::optional<feel::Value> value_below(const feel::Value& value);
std::optional<feel::Value> value_above(const feel::Value& value);

}  // namespace wf
