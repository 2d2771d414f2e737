// What a person is told whose command is refused.
#pragma once

#include "core/model/command.hpp"
#include "core/model/rejection.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>

namespace wf::pg {

// The refusal as whoever gave the command may know it: whoever may not see the instance is not told how it stands
// either, whatever they try, only that they may not act on it.
Rejection as_told(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                  const Command& command, Rejection refused);

}  // namespace wf::pg
