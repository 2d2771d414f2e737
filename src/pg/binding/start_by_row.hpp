// Approvals that begin because a row was written.
#pragma once

#include "pg/host/bound_table.hpp"

#include <string>

namespace wf::pg {

// Starts the binding's definition for the row, unless `when` says no, one is open for it, or the binding is
// of another cell than the session.
void start_by_row(const BoundTable& table, const RowBinding& binding, const std::string& key);

}  // namespace wf::pg
