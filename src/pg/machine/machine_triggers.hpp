// The triggers that wf.attach_state_machine() puts on a table of the host.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// Those that are there go, as the caller, who owns the table. Needs Spi.
void drop_machine_triggers(EngineRights& rights, std::int64_t attachment);
enum class Hooks : bool { None, Some };
// ENABLE ALWAYS: also where session_replication_role is replica.
void make_machine_triggers(EngineRights& rights, std::int64_t attachment, const BoundTable& table, const TableColumn& column,
                           Hooks hooks);

}  // namespace wf::pg
