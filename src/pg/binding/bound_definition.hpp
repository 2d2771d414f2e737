// Tables are bound to a definition by its key, whatever version of it comes later.
#pragma once

#include "core/compile/compile.hpp"

#include <cstdint>

namespace wf::pg {

// Adds what would keep rows of bound tables from being started by this version. Needs EngineRights and Spi.
void check_bound_tables(std::int64_t tenant, const Definition& definition, Findings& findings);

}  // namespace wf::pg
