// The arithmetic operators on values: null wherever FEEL defines no result.
#pragma once

#include "core/expression/meter.hpp"
#include "core/expression/value.hpp"

namespace wf::feel {

Value add(const Value& a, const Value& b, Meter& meter);  // numbers, or string + string
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value power(const Value& a, const Value& b);
Value negate(const Value& a);

}  // namespace wf::feel
