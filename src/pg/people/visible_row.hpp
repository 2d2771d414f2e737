// Rows of the host that a policy hides from the caller. The engine reads as the owner of the table, who sees
// them all; so whoever names a row is asked first whether they see it.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <string>

namespace wf::pg {

// Whether the caller could read this row by a SELECT of their own: no policy of the table hides it. Asked before
// the engine, which reads as the owner, tells anything of it. Needs Spi.
bool is_row_visible(EngineRights& rights, const std::string& table, const std::string& key, Access access);
// Throws WF205, as of a row that does not exist.
void check_row_visible(EngineRights& rights, const std::string& table, const std::string& key);

}  // namespace wf::pg
