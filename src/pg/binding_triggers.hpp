// The triggers that wf.bind() puts on a table of the host.
#pragma once

#include "pg/binding.hpp"
#include "pg/engine_rights.hpp"

#include <vector>

namespace wf::pg {

// Those that these bindings need, and no others; always anew, so that every session looks at them again. As
// the caller, who owns the table. Needs Spi.
void make_triggers(const BoundTable& table, const std::vector<RowBinding>& bindings, EngineRights& rights);

}  // namespace wf::pg
