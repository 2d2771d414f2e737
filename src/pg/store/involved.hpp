// Who was asked to act and has not: wf.involved.
#pragma once

#include "core/model/state.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// `tasks`: assignee and candidates of each. The log knows `actor`.
void note_involved(std::int64_t tenant, std::int64_t instance, const Rows& tasks, std::string_view actor);

// Who has the task of this seat now, before it goes to another.
void note_holder(std::int64_t tenant, std::int64_t instance, const Seat& seat, std::string_view actor);

// For whom the holder of the task acts: they never have it themselves.
void note_principal(std::int64_t tenant, std::int64_t instance, const Seat& seat);

}  // namespace wf::pg
