#include "pg/server/settings.hpp"

#include "core/base/host_interrupt.hpp"
#include "pg/reads/planned_views.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/worker/commit_news.hpp"
#include "pg/worker/launcher.hpp"

#include "pg/server/postgres.hpp"

extern "C" {

PG_MODULE_MAGIC;

void _PG_init(void);

void _PG_init(void) {
    wf::host_interrupt = wf::pg::check_interrupts;
    wf::pg::settings::define();
    wf::pg::plan_views();
    wf::pg::tell_worker_at_commit();
    // pg_upgrade starts servers in which nothing may change.
    if (process_shared_preload_libraries_in_progress && !IsBinaryUpgrade) wf::pg::register_launcher();
}
}
