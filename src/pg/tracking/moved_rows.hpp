// A row that an UPDATE moves to another partition: its triggers see a DELETE there and an INSERT here, of one command. It is one change.
#pragma once

#include "pg/tracking/state_change.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

bool is_moving_away(const TriggerData& trigger);

void note_moving(const TriggerData& trigger, std::int64_t tracked, StateVersion version);

// What the row that arrives was before; nothing: it is new.
std::optional<StateVersion> take_moved(const TriggerData& trigger, std::int64_t tracked);

// Of the statement that ends here what has not arrived: a trigger of the host has swallowed it.
std::vector<StateVersion> take_lost(std::int64_t tracked);

}  // namespace wf::pg
