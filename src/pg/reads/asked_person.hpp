// Whose list, whose view: functions that read for one person.
#pragma once

#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// The person for whom is read: whoever sees everything may name anybody, others read for themselves. Throws
// WF302, WF303.
std::string asked_person(const EngineRights& rights, const std::optional<std::string>& named,
                         const CallerRole& role, std::int64_t tenant);

}  // namespace wf::pg
