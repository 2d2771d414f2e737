#include "core/decision_table/table.hpp"

#include "core/expression/compare.hpp"

#include <algorithm>

namespace wf {

std::vector<std::string_view> parameters(const DecisionTable& table) {
    std::vector<std::string_view> names;
    for (const DecisionInput& input : table.inputs)
        if (!input.name.empty() && std::find(names.begin(), names.end(), input.name) == names.end())
            names.push_back(input.name);
    return names;
}

bool conform(feel::Value& value, feel::Type type) {
    if (value.is_null() || value.type() == type) return true;
    if (!value.is_string()) return false;
    feel::Value temporal = feel::temporal_from(value.as_string());
    if (temporal.type() != type) return false;
    value = std::move(temporal);
    return true;
}

std::size_t priority_of(const DecisionOutput& output, const feel::Value& value) {
    const auto is_it = [&](const feel::Value& one) { return feel::equal(one, value) == true; };
    return static_cast<std::size_t>(std::find_if(output.values.begin(), output.values.end(), is_it) -
                                    output.values.begin());
}

}  // namespace wf
