// Who signs: approver rules -> people and groups, by asking the World.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/state.hpp"
#include "core/model/world.hpp"

#include <string>
#include <vector>

namespace wf {

// One future seat: a person, or a group of whom any member may act.
struct Candidate {
    PersonId person;       // empty: group
    std::string group;     // "role:board", "department:dev"
    std::size_t rule = 0;  // which of the rules found it first
};

// The rules in order: united, each person once, or what the first one finds that finds anybody. With
// `late_bound` a role or department stays a group (if it has an active member); otherwise its people are
// fixed now. Inactive and unknown people are left out. Rules that ask the form, an expression, a function or
// the log have been turned into users, departments and persons before (node/people.cpp). `empty`, if given:
// the places of the rules that were asked and found nobody.
std::vector<Candidate> resolve(const std::vector<ApproverRule>& rules, Combine combine, bool late_bound,
                               const State& state, std::string_view node, World& world,
                               std::vector<std::size_t>* empty = nullptr);

}  // namespace wf
