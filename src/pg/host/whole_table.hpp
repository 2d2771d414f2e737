// Tables that the engine's triggers can watch.
#pragma once

#include "pg/host/bound_table.hpp"

#include <string>

namespace wf::pg {

// An ordinary table or a partitioned one as a whole, of the host, with a key: throws WF504. `problem`: "table x cannot be bound";
// `verb`: what else to do it to, "Bind". Needs Spi.
void check_whole_table(const BoundTable& table, const std::string& problem, const std::string& verb);

}  // namespace wf::pg
