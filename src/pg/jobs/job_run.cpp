#include "pg/jobs/job_run.hpp"

#include "pg/jobs/due_jobs.hpp"
#include "pg/server/error_boundary.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Instant now() { return GetCurrentTransactionStartTimestamp(); }

// Until the transaction ends. Whoever holds an instance for hours must not stop the jobs of all others.
void wait_for_locks_shortly() {
    call([] {
        set_config_option("lock_timeout", "200ms", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_LOCAL, true, 0, false);
    });
}

}  // namespace

JobsDone run_jobs(const JobRun& run, const std::function<void()>& commit) {
    DueRun due{run.tenant};
    const auto batches = [&] {
        while (!due.is_over() && due.done() < run.max_jobs) {
            due.batch(now(), std::min(run.batch_size, run.max_jobs - due.done()));
            commit();
        }
    };
    batches();
    wait_for_locks_shortly();
    if (due.wait_for_busy(now())) {
        commit();
        batches();
    }
    run_leftovers(now(), run.batch_size, run.tenant);
    commit();
    return {.jobs = due.done(),
            .failures = due.failures(),
            .last_failure = due.last_failure(),
            .more = due.has_more(now())};
}

}  // namespace wf::pg
