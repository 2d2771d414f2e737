// The triggers that wf.bind() puts on a table of the host.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <vector>

namespace wf::pg {

// Those that these bindings need, and no others; always anew, so that every session looks at them again. As
// the caller, who owns the table. Needs Spi.
void make_triggers(EngineRights& rights, const BoundTable& table, const std::vector<RowBinding>& bindings);

// New partitions of a bound table get those that PostgreSQL does not copy to them, former ones lose them. For
// event triggers, whoever changes the table. Needs Spi.
void follow_partitions(Oid table, const std::string& name);

}  // namespace wf::pg
