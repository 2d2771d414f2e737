// Start events of definitions: timers, messages and signals that start instances of the active version.
#pragma once

#include "core/model/definition.hpp"
#include "pg/command/work.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// `definition` has become the active version of its key: its start events wait from now on, those of other
// versions don't any more.
void arm_start_events(const EngineRights& rights, std::int64_t tenant, std::int64_t definition,
                      const Definition& compiled, Instant now);

// None of this key waits any more.
void disarm_start_events(const EngineRights& rights, std::int64_t tenant, const std::string& key);

// The moment of the start timer `job` has come: starts an instance, sets the timer anew or removes it. False:
// somebody else is at it, or was.
bool fire_start_timer(const EngineRights& rights, Work& work, std::int64_t tenant, std::int64_t job);

}  // namespace wf::pg
