// The rows that instances are about, locked before the instances themselves. Whoever writes such a row has
// its lock before its trigger asks for the instance; in the other order two would wait for each other.
#pragma once

#include "pg/host/bound_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wf::pg {

// Rows of bound tables that these instances, and those that have called them, are about. RowLock::Skip: false
// if somebody else has one of them, else they are waited for: whoever writes several of them in whatever order
// is not a deadlock, as far as the transaction held none before.
bool lock_business_rows(const EngineRights& rights, std::int64_t tenant,
                        const std::vector<std::int64_t>& instances, RowLock lock);

// The same for one instance; gives its own row too, if it is one of a bound table and is there.
struct LockedRow {
    bool is_busy = false;
    std::optional<SeenRow> row;
};
LockedRow lock_business_row(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                            RowLock lock);

}  // namespace wf::pg
