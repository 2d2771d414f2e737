#include "pg/store/log_partitions.hpp"

#include "pg/server/engine_lock.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A month for which the partition is known to exist, and the first moment after it; none: 0.
Instant known_from = 0;
Instant known_until = 0;

void forget_partitions(XactEvent event, void*) {
    if (event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE) known_until = known_from = 0;
}

void forget_partitions_in_subtransaction(SubXactEvent event, SubTransactionId, SubTransactionId, void*) {
    if (event == SUBXACT_EVENT_ABORT_SUB) known_until = known_from = 0;
}

}  // namespace

void ensure_partition(const EngineRights&, Instant at) {
    if (at >= known_from && at < known_until) return;
    // In UTC throughout: in another zone a month has other bounds, and an hour more or less.
    static Statement month{
        R"(SELECT m.first_at AT TIME ZONE 'UTC', (m.first_at + interval '1 month') AT TIME ZONE 'UTC',
            to_regclass('wf.log_' || to_char(m.first_at, 'YYYY_MM')) IS NOT NULL,
            to_regclass('wf.log_' || to_char(m.first_at + interval '1 month', 'YYYY_MM')) IS NOT NULL
        FROM (SELECT date_trunc('month', $1 AT TIME ZONE 'UTC') AS first_at) m)",
        {TIMESTAMPTZOID}};
    static Statement create{"SELECT wf.ensure_partitions($1, 4)", {TIMESTAMPTZOID}};
    const Rows rows = month.run({time(at)}, Access::ReadWrite);
    const Instant first_at = rows.time(0, 1);
    const Instant end_at = rows.time(0, 2);
    const bool is_there = rows.boolean(0, 3);
    const bool is_ahead = rows.boolean(0, 4);
    if (!is_there || (!is_ahead && try_engine_lock("ensure_partitions", 0)))
        create.run({time(at)}, Access::ReadWrite);
    known_from = first_at;
    known_until = end_at;
}

void forget_partitions_on_abort() {
    RegisterXactCallback(forget_partitions, nullptr);
    RegisterSubXactCallback(forget_partitions_in_subtransaction, nullptr);
}

}  // namespace wf::pg
