// What follows a transition: functions that were registered, each with the rights of its owner. They run in a trigger of their
// own, behind the one that has judged the change and behind what logs it: what they write comes after it.
#pragma once

#include "pg/host/last_transition.hpp"
#include "pg/machine/attached_machine.hpp"

#include <optional>
#include <string>

namespace wf::pg {

struct MadeTransition {
    std::string name, key, source, target;
    std::optional<PersonId> actor;
};

// Until the trigger for the hooks of this version of a row comes, within the same statement.
void await_hooks(const RowVersion& row, MadeTransition made);
// Nothing: it has made no transition that has hooks.
std::optional<MadeTransition> take_awaited(const RowVersion& row);

// In their order; an error in one of them is an error of the statement. What they write may make transitions of its own: eight
// deep. Throws WF207, WF413, WF508.
void call_hooks(EngineRights& rights, const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made);

}  // namespace wf::pg
