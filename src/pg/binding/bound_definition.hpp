// Tables are bound to a definition by its key, whatever version of it comes later.
#pragma once

#include "core/compile/compile.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>

namespace wf::pg {

// Adds what would keep rows of bound tables from being started by this version.
void check_bound_tables(const EngineRights& rights, std::int64_t tenant, const Definition& definition,
                        Findings& findings);

}  // namespace wf::pg
