// What an approval of a row means once it has been completed.
#pragma once

#include "pg/host/bound_row.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// Throws WF441: one of these columns, given by their places, has changed although its binding freezes it as long as the approval of the
// row holds. Asks nothing of the engine's tables if none of them is such a column.
void check_approved_kept(const BoundTable& table, const std::string& key,
                         const std::vector<std::size_t>& changed);

// Throws WF442: no instance has approved the row; or it is another one than was approved, if the binding asks.
void check_approved(const BoundTable& table, const RowBinding& binding, const std::string& key);

// The approval of this row that was completed last, and not revoked; `except`: this instance does not count.
std::optional<InstanceRow> approval_of(const EngineRights& rights, const BoundTable& table,
                                       const RowBinding& binding, const std::string& key,
                                       std::int64_t except = 0);

// What was approved is gone with its row: another one with the same key is not approved. Of this row; of all rows
// of the table, or of this partition of it, that are about to go.
void end_approvals(EngineRights& rights, const BoundTable& table, const std::string& key);
void end_approvals(EngineRights& rights, const BoundTable& table, Oid truncated);

}  // namespace wf::pg
