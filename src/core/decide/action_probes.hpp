// For each action the commands that stand for it: with what every caller of the verb would have to fill in
// anyway, they stand for any such call.
#pragma once

#include "core/model/command.hpp"
#include "core/model/definition.hpp"
#include "core/model/rejection.hpp"
#include "core/model/world.hpp"

#include <string_view>
#include <vector>

namespace wf {

struct Subject {
    const Definition& definition;
    const State& state;
    SeatId task;
    const Node* node;  // of the task; nullptr: not known any more
    const PersonId& actor;
};

// The action is allowed if any of them is. None: the action does not exist for such a task.
std::vector<Act> probes_of(std::string_view action, const Subject& subject, World& world);

// Such a refusal is not about the action, but about what the probe has filled in.
bool is_about_input(const Act& probe, Code code);

}  // namespace wf
