// The table that somebody wants to bind or to track.
#pragma once

#include "pg/host/bound_table.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Only who owns a table says what happens when it is written. It stays as it is until the transaction ends. Throws WF204,
// 42501. Needs Spi.
BoundTableRef own_table(Oid table, Oid caller);

}  // namespace wf::pg
