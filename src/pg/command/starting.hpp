// What a start needs from the tables before it is decided.
#pragma once

#include "core/model/command.hpp"
#include "core/model/definition.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// Of two starts that count for the same limit the second waits for the end of the first, so that it is
// counted.
void lock_start_limit(const EngineRights& rights, std::int64_t tenant, const Definition& definition,
                      const Start& start, const PersonId& actor);

// Empty: the definition gives none.
std::string next_serial_no(const EngineRights& rights, std::int64_t tenant, const Definition& definition,
                           Instant at);

}  // namespace wf::pg
