// Equality, order and membership, all three-valued: nullopt is FEEL's null.
// Deep: the caller charges the meter with the weight of what it compares.
#pragma once

#include "core/expression/value.hpp"

#include <compare>
#include <optional>

namespace wf::feel {

using Ternary = std::optional<bool>;

inline Value to_value(Ternary t) { return t ? Value::boolean(*t) : Value{}; }

// null = null is true, null = x is false; values of different types are not comparable.
Ternary equal(const Value& a, const Value& b);

// Nullopt for different types and for types without an order.
std::optional<std::weak_ordering> order(const Value& a, const Value& b);

// Does the range include x?
Ternary includes(const Range& range, const Value& x);

// `x in test`: test is a range, a list of values and ranges, or one value.
Ternary is_in(const Value& x, const Value& test);

}  // namespace wf::feel
