#include "pg/jobs/job_run.hpp"

#include "pg/jobs/due_jobs.hpp"
#include "pg/jobs/notice.hpp"
#include "pg/server/error_boundary.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Instant now() { return GetCurrentTransactionStartTimestamp(); }

// Until the transaction ends.
void set_local(const char* name, const char* value) {
    call([&] { set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_LOCAL, true, 0, false); });
}

// Whoever holds an instance for hours must not stop the jobs of all others.
void wait_for_locks_shortly() { set_local("lock_timeout", "200ms"); }

void notify() { notify_of(take_changed()); }

}  // namespace

void flush_later() { set_local("synchronous_commit", "off"); }

JobsDone run_jobs(const JobRun& run, const std::function<void()>& commit) {
    DueRun due{run.tenant};
    const auto batches = [&] {
        while (!due.is_over() && due.done() < run.max_jobs) {
            flush_later();
            due.batch(now(), std::min(run.batch_size, run.max_jobs - due.done()));
            notify();
            commit();
        }
    };
    batches();
    wait_for_locks_shortly();
    if (due.wait_for_busy(now())) {
        notify();
        commit();
        batches();
    }
    if (run.leftovers) {
        run_leftovers(now(), run.batch_size, run.tenant);
        notify();
        commit();
    }
    return {.jobs = due.done(),
            .failures = due.failures(),
            .last_failure = due.last_failure(),
            .more = due.has_more(now())};
}

}  // namespace wf::pg
