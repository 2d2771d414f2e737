// What an expression compares its names with, as far as its text says it: `x = "a"` says that x is a string.
#pragma once

#include "core/expression/expression.hpp"

#include <string>
#include <vector>

namespace wf::feel {

struct Comparison {
    std::string name;  // of the scope: "order"
    std::string what;  // that, or a member: "order.total"
    Type type{};       // boolean, number, string or temporal; nothing is said of null, nor of lists and contexts
};

// Comparisons by operators, between and in, in no order. Nothing of what is asked with `instance of`: it may be
// of several types, and whoever wrote it knows.
std::vector<Comparison> comparisons(const Expression& expression);

}  // namespace wf::feel
