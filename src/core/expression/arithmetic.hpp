// The arithmetic operators on values: null wherever FEEL defines no result.
#pragma once

#include "core/expression/meter.hpp"
#include "core/expression/value.hpp"

namespace wf::feel {

// Numbers; strings (joined); durations of the same kind; a date, time, or date and time and a duration.
Value add(const Value& a, const Value& b, Meter& meter);
// The same, except for strings; and two dates, or two times, whose difference is a duration.
Value subtract(const Value& a, const Value& b);
// Numbers, or a duration and a number.
Value multiply(const Value& a, const Value& b);
// The same; and two durations of the same kind, whose quotient is a number.
Value divide(const Value& a, const Value& b);
Value power(const Value& a, const Value& b);
Value negate(const Value& a);  // a number or a duration

}  // namespace wf::feel
