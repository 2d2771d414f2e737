// Standing delegations, read by SQL.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// To whom `person` has given their approvals of the definition at this moment: by a delegation of that
// definition rather than by one of all. Empty: nobody.
PersonId find_agent(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                    std::string_view definition, Instant at, Access access);

}  // namespace wf::pg
