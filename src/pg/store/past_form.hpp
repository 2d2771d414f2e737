// Forms of the past.
#pragma once

#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// The form that an entry of the log left behind, as JSON: the last one up to `seq`, and up to `at`; nothing:
// there is none. Needs EngineRights and Spi.
std::optional<std::string> form_after(std::int64_t tenant, const InstanceRow& row, std::int64_t seq, Instant at);

}  // namespace wf::pg
