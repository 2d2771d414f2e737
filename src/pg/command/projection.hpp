// What each event does to the tables that people query.
#pragma once

#include "core/model/event.hpp"
#include "core/model/state.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <vector>

namespace wf::pg {

// Brings open tasks, copies, jobs and subscriptions up to date with `entries`, which led to `row.state`;
// writes the instance row, as a new one if its first entry is among them. `waits_before`: those that were
// armed before.
void project(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
             const std::vector<Wait>& waits_before, const std::vector<Entry>& entries);

}  // namespace wf::pg
