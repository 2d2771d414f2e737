// All rows of a statement at once.
#pragma once

#include "pg/tracking/tracked_table.hpp"

#include <cstdint>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Of a statement trigger with transition tables: what of its rows is logged, is written.
void log_changed_rows(const TriggerData& trigger, const TrackedTable& table);

// Those that are there now; the table is locked.
std::int64_t count_rows(Relation table);

}  // namespace wf::pg
