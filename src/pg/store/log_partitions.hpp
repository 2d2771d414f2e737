// Whether the log has a place for what is written now.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"

#include <string_view>

namespace wf::pg {

// Some partition holds `at` after this, whoever made it and whatever it is called; so no insert fails at midnight, with or
// without a scheduler. Looked at once for each session and partition. Whoever first writes to the last partition also makes
// those ahead, so that normally nobody ever waits for one.
// `log`: "log", or "state_log".
void ensure_partition(const EngineRights& rights, Instant at, std::string_view log = "log");

}  // namespace wf::pg
