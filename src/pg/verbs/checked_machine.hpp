// What is wrong with a state machine: what the core finds, and what only this database knows.
#pragma once

#include "core/machine/machine.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// `table`: nullptr, if it is of no table yet. Needs Spi.
MachineResult checked_machine(const EngineRights& rights, const std::string& source, const BoundTable* table, std::int64_t tenant);

}  // namespace wf::pg
