// What wf._move_states (sql/api/_move_states.sql) cannot do in SQL.
#include "pg/server/error_boundary.hpp"
#include "pg/tracking/state_queue.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__is_seen_by_all);
Datum wf__is_seen_by_all(PG_FUNCTION_ARGS) {
    return enter([&] {
        if (PG_ARGISNULL(0)) return BoolGetDatum(false);
        return BoolGetDatum(is_seen_by_all(DatumGetTransactionId(PG_GETARG_DATUM(0))));
    });
}

PG_FUNCTION_INFO_V1(wf__filled_queue_changed);
Datum wf__filled_queue_changed(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] {
        forget_filled_queues();
        return Datum{0};
    });
}
}
