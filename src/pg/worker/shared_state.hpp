// What the processes of the worker, and the commands that wake it, share: one slot for each database of
// wf_engine.databases.
#pragma once

#include "core/base/values.hpp"
#include "pg/jobs/due_jobs.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/changed_instances.hpp"

#include <cstdint>
#include <optional>
#include <span>

#include "pg/server/postgres.hpp"

namespace wf::pg {

using settings::max_databases;
inline constexpr int kept_changes = 500;

// What view wf.worker shows.
struct WorkerReport {
    TimestampTz started_at = 0;
    TimestampTz last_run = 0;  // moments: 0: never
    TimestampTz last_failure_at = 0;
    TimestampTz last_upkeep = 0;
    std::int64_t runs = 0;
    std::int64_t jobs = 0;
    std::int64_t failures = 0;
    char last_failure[256] = "";
};

// Plain, for it lies in shared memory. All of it is read and written under its lock.
struct DatabaseSlot {
    char name[NAMEDATALEN];  // empty: the slot is free
    bool is_listed;
    Oid database;
    pid_t pid;         // of the worker; 0: there is none
    pid_t upkeep_pid;  // of the process that it has started once a day
    Latch* latch;
    TimestampTz wakes_at;  // it sleeps until then; DT_NOEND: it does not sleep
    TimestampTz not_before;  // nobody starts it
    int starts;              // since it last ran for long
    EndlessJob endless;  // has ended the last worker
    WorkerReport report;
    // Instances that users have changed, for those who listen.
    int changes;
    bool more_changes;
    std::int64_t changed[kept_changes];
};

// Asks the server for the memory. Once, while it starts.
void request_shared_state();
// The library was not loaded by shared_preload_libraries: no.
bool has_shared_state();

DatabaseSlot& slot(int index);
// Of the database that the session is in; nothing: it has no worker.
std::optional<int> slot_of_this_database();

// `f` gets the slot. It raises nothing.
template <class F>
auto with_slot(int index, LWLockMode mode, F&& f);

LWLock* lock_of_slot(int index);
Latch*& latch_of_launcher();

template <class F>
auto with_slot(int index, LWLockMode mode, F&& f) {
    struct Locked {
        Locked(LWLock* lock, LWLockMode mode) : lock_(lock) { LWLockAcquire(lock, mode); }
        ~Locked() { LWLockRelease(lock_); }
        Locked(const Locked&) = delete;
        Locked& operator=(const Locked&) = delete;
        LWLock* lock_;
    };
    const Locked locked{lock_of_slot(index), mode};
    return f(slot(index));
}

}  // namespace wf::pg
