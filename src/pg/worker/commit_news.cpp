#include "pg/worker/commit_news.hpp"

#include "pg/store/armed_jobs.hpp"
#include "pg/store/changed_instances.hpp"
#include "pg/worker/shared_state.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool tells = true;

void add(DatabaseSlot& to, const ChangedInstances& changed) {
    const int count = std::min<int>(static_cast<int>(changed.ids.size()), kept_changes - to.changes);
    std::copy_n(changed.ids.begin(), count, to.changed + to.changes);
    to.changes += count;
    to.more_changes = to.more_changes || changed.more || count < static_cast<int>(changed.ids.size());
}

// The worker sleeps until the next job that it knows of. Who tells it of changes while it has some already does not
// wake it again.
void tell() {
    const std::optional<Instant> armed = armed_in_transaction();
    const ChangedInstances& changed = changed_in_transaction();
    if (!armed && changed.ids.empty()) return;
    const std::optional<int> place = slot_of_this_database();
    if (!place) return;
    Latch* const latch = with_slot(*place, LW_EXCLUSIVE, [&](DatabaseSlot& worker) {
        const bool is_due = armed && *armed < worker.wakes_at;
        const bool is_first = worker.changes == 0 && !changed.ids.empty();
        add(worker, changed);
        return is_due || is_first ? worker.latch : nullptr;
    });
    if (latch) SetLatch(latch);
}

// Called by the server in the middle of COMMIT: nothing here may fail.
void at_end(XactEvent event, void*) {
    if (event == XACT_EVENT_COMMIT && tells) tell();
    if (event != XACT_EVENT_COMMIT && event != XACT_EVENT_ABORT && event != XACT_EVENT_PREPARE) return;
    forget_armed();
    forget_changed();
}

}  // namespace

void tell_worker_at_commit() { RegisterXactCallback(at_end, nullptr); }

void tell_nobody() { tells = false; }

}  // namespace wf::pg
