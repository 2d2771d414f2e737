// Notifications that are to be delivered: rows, so that nothing leaves the database before the commit.
#pragma once

#include "core/event.hpp"
#include "pg/state_store.hpp"

#include <cstdint>

namespace wf::pg {

// One for each person. The key of each follows from the entry of the log, so no reminder is posted twice.
void post_reminders(std::int64_t tenant, const InstanceRow& row, const Entry& entry,
                    const PeopleReminded& reminded);

}  // namespace wf::pg
