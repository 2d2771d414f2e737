// wf._unlogged_states: what waits in the unlogged queues, for the view of the state log.
#include "pg/people/reading.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/row_set.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string entries_of(const std::string& queue) {
    return "SELECT q.tracked_id, q.key, q.seq, q.at, q.action, q.source, q.target, q.former_key, q.actor, q.reason, q.transition, q.context, q.kept, q.row_count FROM wf." +
           queue + " q WHERE ($1 OR q.tracked_id = ANY ($2)) AND EXISTS (SELECT FROM wf.state_queue s WHERE s.queue = '" + queue + "' AND NOT s.is_moved)";
}

// As a rule: without a statement.
bool is_nothing_queued() {
    static EngineTable tables[] = {EngineTable{"state_queue_unlogged_1"}, EngineTable{"state_queue_unlogged_2"}};
    return call([] {
        bool is_empty = true;
        for (EngineTable& one : tables) {
            const Relation table = table_open(one.id(), AccessShareLock);
            is_empty = is_empty && RelationGetNumberOfBlocks(table) == 0;
            table_close(table, NoLock);
        }
        return is_empty;
    });
}

bool is_engine(Oid role) {
    static Statement select{"SELECT c.relowner = $1 FROM pg_class c WHERE c.oid = 'wf.state_queue'::regclass", {OIDOID}};
    return select.run({oid(role)}, Access::ReadOnly).boolean(0, 1);
}

// Of tables that they may read as a whole.
std::vector<std::int64_t> readable_by(Oid role) {
    static Statement select{
        "SELECT t.tracked_id, t.table_id::bigint FROM wf.tracked t JOIN pg_class c ON c.oid = t.table_id", {}};
    std::vector<std::int64_t> ids;
    const Rows rows = select.run({}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (may_read_all(static_cast<Oid>(rows.int8(row, 2)), role)) ids.push_back(rows.int8(row, 1));
    return ids;
}

void add_queued(const Reading& reading, Oid caller, RowSet& result) {
    const std::array<Oid, 2> types{BOOLOID, INT8ARRAYOID};
    const std::array<Param, 2> params{boolean(reading.role().sees_all || is_engine(caller)), int8_array(readable_by(caller))};
    Cursor entries{entries_of("state_queue_unlogged_1") + " UNION ALL " + entries_of("state_queue_unlogged_2"), types, params};
    for (Rows rows = entries.next(1000); !rows.empty(); rows = entries.next(1000))
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto value = [&](int column) { return rows.param(row, column); };
            result.add({value(1), value(2), value(3), value(4), value(5), value(6), value(7), value(8), value(9), value(10), value(11), value(12), value(13), value(14)});
        }
    entries.close();
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__unlogged_states);
Datum wf__unlogged_states(PG_FUNCTION_ARGS) {
    return enter([&] {
        RowSet result{fcinfo};
        // There are none on a standby, and PostgreSQL refuses to look.
        if (call([] { return RecoveryInProgress(); }) || is_nothing_queued()) return Datum{0};
        const Oid caller = GetUserId();
        Reading reading;
        add_queued(reading, caller, result);
        reading.done();
        return Datum{0};
    });
}
}
