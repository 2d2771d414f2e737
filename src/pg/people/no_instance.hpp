// What is said of an instance that there is not.
#pragma once

#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/error.hpp"

#include <cstdint>

namespace wf::pg {

// WF202; to those who see everything it says if the instance was purged, when and why.
Error no_instance(const EngineRights& rights, const CallerRole& role, std::int64_t tenant, std::int64_t instance);

}  // namespace wf::pg
