// The months of the log.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"

namespace wf::pg {

// The month of `at` has a partition after this; so no insert fails at midnight of the first, with or without
// a scheduler. Looked at once for each session and month. Whoever is the first of a month also makes the
// months ahead, so that normally nobody ever waits for a partition.
void ensure_partition(const EngineRights& rights, Instant at);

// Registers the callback that forgets which partitions exist when a transaction that may have made one is
// rolled back.
void forget_partitions_on_abort();

}  // namespace wf::pg
