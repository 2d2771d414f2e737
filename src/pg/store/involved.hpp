// Who was asked to act and has not: wf.involved.
#pragma once

#include "core/model/state.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// `tasks`: assignee and candidates of each. The log knows `actor`.
void note_involved(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const Rows& tasks,
                   std::string_view actor);

// Who has the task of this seat now, before it goes to another.
void note_holder(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const Seat& seat,
                 std::string_view actor);

// For whom the holder of the task acts: they never have it themselves.
void note_principal(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const Seat& seat);

}  // namespace wf::pg
