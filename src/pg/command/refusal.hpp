// What a person is told whose command is refused.
#pragma once

#include "core/model/command.hpp"
#include "core/model/rejection.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>

namespace wf::pg {

// Whoever may not see an instance is not told how it stands either, whatever they try: only that they may not act
// on it. Nothing: they may see it, or it is just being started.
Refusal refusal_of_stranger(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                            const PersonId& actor, bool by_administrator);

// The core's refusal of a command as whoever gave it may know it.
Rejection as_told(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                  const Command& command, Rejection refused);

}  // namespace wf::pg
