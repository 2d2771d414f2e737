// Notifications that are to be delivered: rows, so that nothing leaves the database before the commit.
#pragma once

#include "core/model/event.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <vector>

namespace wf::pg {

// One for each person. The key of each follows from the entry of the log, so no reminder is posted twice.
void post_reminders(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                    const Entry& entry, const PeopleReminded& reminded);

// New tasks to those who have to act, copies to who gets them, the end and a rejection to the initiator: as
// far as wf_engine.notify asks for it. `seats`: that were opened, or have another holder. Nobody is told what
// they did themselves.
void post_notifications(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                        const std::vector<Entry>& entries, const std::vector<SeatId>& seats);

}  // namespace wf::pg
