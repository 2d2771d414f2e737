// What follows a transition: functions that were registered, each with the rights of its owner.
#pragma once

#include "pg/machine/attached_machine.hpp"

#include <optional>
#include <string>

namespace wf::pg {

struct MadeTransition {
    const Transition& transition;
    std::string key, source, target;
    std::optional<PersonId> actor;
};

// In their order, within the statement that has made the transition; an error in one of them is an error of the statement.
// What they write may make transitions of its own: eight deep. Throws WF207, WF413, WF508.
void call_hooks(EngineRights& rights, const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made);

}  // namespace wf::pg
