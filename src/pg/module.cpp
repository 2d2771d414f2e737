#include "pg/settings.hpp"

#include "pg/event_store.hpp"

#include "pg/postgres.hpp"

extern "C" {

PG_MODULE_MAGIC;

void _PG_init(void);

void _PG_init(void) {
    wf::pg::settings::define();
    wf::pg::forget_partitions_on_abort();
}
}
