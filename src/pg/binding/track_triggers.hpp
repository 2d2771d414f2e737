// The triggers that wf.track() puts on a table of the host: wf._track_triggers() says which.
#pragma once

#include "pg/server/engine_rights.hpp"

#include <cstdint>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Those that are missing, weaker or not wanted any more, as the caller, who owns the table. Needs Spi.
void make_track_triggers(EngineRights& rights, Oid table, std::int64_t tracked);

// The same for event triggers, whoever changes the table: parts that a tracked table has got or lost.
void follow_tracked_parts(std::int64_t tracked);

}  // namespace wf::pg
