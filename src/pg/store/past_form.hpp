// Forms of the past.
#pragma once

#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// The form that an entry of the log left behind, as JSON: the last one up to `seq`, and up to `at`; nothing:
// there is none.
std::optional<std::string> form_after(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                                      std::int64_t seq, Instant at);

}  // namespace wf::pg
