// The queues before the state log (sql/tables/state_queue.sql): two tables each, of which one is filled.
#pragma once

#include "pg/server/engine_rights.hpp"

#include <cstddef>
#include <cstdint>

namespace wf::pg {

// Where the entries of a tracked table are written.
enum class EntriesGo { ToLog, ToQueue, ToUnloggedQueue };

// Which of the two is filled now, 0 or 1. It stays so for this transaction's entries: nobody moves a table that is locked by whoever
// writes it.
std::size_t lock_filled_queue(const EngineRights& rights, EntriesGo way);

// For all sessions: it is the other one now.
void forget_filled_queues();

// One step of bringing them into the log, which has to be committed before the next. False: nothing was due, or could be done.
bool move_queued_entries(const EngineRights& rights);

// Nobody in this database works with a snapshot from before the end of a transaction that has changed wf.state_queue.
bool is_seen_by_all(std::uint32_t transaction);

}  // namespace wf::pg
