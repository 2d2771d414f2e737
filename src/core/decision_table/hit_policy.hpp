// What the rules that match give together.
#pragma once

#include "core/decision_table/table.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wf {

// A rule that matches, with the values of its outputs.
struct Hit {
    std::size_t rule = 0;
    std::vector<feel::Value> outputs;
};

// Requires: hits are in the order of the rules, and not empty; for Unique and First the first two are enough.
// False: the policy has no answer to these hits, and `reason` says why: `rules 2 and 5 both match, ...`.
bool apply_hit_policy(const DecisionTable& table, std::vector<Hit> hits, feel::Value& result,
                      std::string& reason);

// The result if no rule matches.
feel::Value no_hit(const DecisionTable& table, std::vector<feel::Value> defaults);

// Does the policy give a list?
bool gives_list(const DecisionTable& table);

// Rules are counted from 1, as people do: "rules 2 and 5".
std::string rules_text(std::size_t first, std::size_t second);

}  // namespace wf
