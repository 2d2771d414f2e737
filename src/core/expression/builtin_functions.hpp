// The built-in functions, by the kind of value they are about. Their parameters stand in the table in
// builtins.cpp.
#pragma once

#include "core/expression/builtins.hpp"

namespace wf::feel::builtin {

using Function = Value(Arguments&);

// builtins_number.cpp
Function absolute, floor, ceiling, decimal, round_up, round_down, round_half_up, round_half_down;
Function modulo, square_root, exponential, logarithm, odd, even, number;

// builtins_statistics.cpp: over a list of any length
Function minimum, maximum, sum, mean, product, median, mode, standard_deviation, count, all, any;

// builtins_string.cpp
Function string, string_length, upper_case, lower_case, contains, starts_with, ends_with;
Function substring, substring_before, substring_after, string_join;

// builtins_pattern.cpp: regular expressions
Function matches, replace, split;

// builtins_temporal.cpp
Function date_from, date_of, date_time_from, date_time_of, date_time_of_parts, time_from, time_of, duration;
Function months_between, day_of_week, day_of_year, month_of_year, week_of_year, now, today;

// builtins_range.cpp
Function before, after, meets, met_by, overlaps, overlaps_before, overlaps_after, finishes, finished_by;
Function includes, during, starts, started_by, coincides, range;

// builtins_list.cpp
Function list_contains, append, concatenate, union_of, distinct_values, flatten, reverse, index_of;
Function sublist, insert_before, remove, list_replace, sort;

// builtins_context.cpp
Function get_value, get_entries, context, context_put, context_merge;

// builtins_logic.cpp
Function negation, is_same;

// Shared by them.

// Towards zero, as FEEL takes 3.8 where it wants a whole number.
std::optional<std::int64_t> whole(const Value& value);

// The items of a function over any length: one list, or the arguments themselves.
std::span<const Value> items_of(const Arguments& arguments);

// The items of a list argument; any other value but null is a list of one. Nullopt: null.
std::optional<std::span<const Value>> list_at(const Arguments& arguments, std::size_t i);

}  // namespace wf::feel::builtin
