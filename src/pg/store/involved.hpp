// Who takes part in an instance: wf.involved, by which lists and rights find them without the log.
#pragma once

#include "core/model/state.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

// Persons; who is there already stays. `people` may name one several times, and have empty ones.
void note_involved(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                   std::vector<std::string> people);

// Who has the tasks of these seats, for whom, and the groups that share them with the persons who are in them now.
void note_asked(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                const std::vector<const Seat*>& seats, std::vector<std::string> people);

// It has a status that few have; wf.seldom_status, which lists by status come from.
void note_seldom_status(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, Status status);

// It waits for an administrator now, or does not any more; wf.held, which wf.metrics and wf.health() count.
void note_held(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const State& state);

}  // namespace wf::pg
