// Fields that follow from other fields: in which order.
#pragma once

#include "core/model/definition.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace wf {

// All that evaluating the table may evaluate.
std::vector<const feel::Expression*> expressions_of(const DecisionTable& table);

// The names that evaluating the expression may ask for, those that its decisions ask for included.
std::vector<std::string_view> names_asked(const feel::Expression& expression,
                                          std::span<const DecisionTable> decisions);

struct ComputedOrder {
    std::vector<std::size_t> fields;  // of the form, by index: each after those that it follows from
    std::vector<std::size_t> cycle;   // fields that follow from themselves, each from the next; empty: none
};

ComputedOrder order_of_computed(const Form& form, std::span<const DecisionTable> decisions);

}  // namespace wf
