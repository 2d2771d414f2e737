// Where an instance stands, for people: its nodes, whose turn it is, and how far along the way that is.
#pragma once

#include "core/model/definition.hpp"
#include "core/outlook/outlook.hpp"
#include "core/model/state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct Position {
    std::vector<std::string> nodes;     // that tokens stand on, except subprocesses and repeated activities
    std::vector<std::string> names;     // of these nodes
    std::vector<std::string> holders;   // people and groups whose turn it is
    std::int32_t step = 0;              // approvals entered so far
    std::optional<std::int32_t> steps;  // the predicted ones included; nothing: too many to look at all
    bool loops = false;                 // it would go round for ever: `steps` has the way round once
    std::string tags;                   // a JSON object by node; empty: none of them has one
};

Position position_of(const Definition& definition, const State& state, std::string_view language,
                     const Outlook& outlook);

}  // namespace wf
