#include "pg/settings.hpp"

#include "core/host_interrupt.hpp"
#include "pg/error_boundary.hpp"
#include "pg/event_store.hpp"

#include "pg/postgres.hpp"

extern "C" {

PG_MODULE_MAGIC;

void _PG_init(void);

void _PG_init(void) {
    wf::host_interrupt = wf::pg::check_interrupts;
    wf::pg::settings::define();
    wf::pg::forget_partitions_on_abort();
}
}
