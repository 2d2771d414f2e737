// What differs between two states of an instance.
#pragma once

#include "core/model/state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct StateChange {
    std::string_view kind;  // status, state, field, seat, token, wait, ...: see changes.cpp
    std::string subject;    // field: its name; state: that of the value; seat, repetition, compensation: number; else the node
    Json before, after;     // empty: it is not there
};

inline constexpr std::string_view field_change = "field";
inline constexpr std::string_view seat_change = "seat";

// None: they are the same, except for the number and the time of their last entry, and the last numbers that were given.
std::vector<StateChange> changes_between(const State& before, const State& after);

}  // namespace wf
