// Who was asked to act and has not: wf.involved.
#pragma once

#include "core/model/state.hpp"
#include "pg/rows/keyed_table.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// `task`: a row of wf.task that goes. The log knows `actor`.
void note_involved(std::int64_t tenant, std::int64_t instance, const TableRow& task, std::string_view actor);

// `task`: before it goes to the holder of the seat.
void note_holder(std::int64_t tenant, std::int64_t instance, const TableRow& task, const Seat& seat,
                 std::string_view actor);

// For whom the holder of the task acts: they never have it themselves.
void note_principal(std::int64_t tenant, std::int64_t instance, const Seat& seat);

}  // namespace wf::pg
