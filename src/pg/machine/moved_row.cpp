#include "pg/machine/moved_row.hpp"

#include "pg/server/trigger_place.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// The server queues both events one after the other, so the row that was deleted last is the one that comes next, unless
// something in between has written on its own: that has another command id.
struct MovedRow {
    Oid table;
    SubTransaction within;
    CommandId command;
    HeapTuple row;
};

// Of an earlier transaction the rows lie in memory that is gone, and what was rolled back would hide the row that comes next.
std::vector<MovedRow>& moved_rows() {
    static std::vector<MovedRow> rows;
    std::erase_if(rows, [](const MovedRow& one) { return !one.within.is_under_way(); });
    return rows;
}

}  // namespace

void note_if_moved(const TriggerData& trigger, Oid table, HeapTuple as_of_table) {
    if (!HeapTupleHeaderIndicatesMovedPartitions(trigger.tg_trigtuple->t_data)) return;
    const MovedRow moved = call([&] {
        const MemoryContext before = MemoryContextSwitchTo(TopTransactionContext);
        const MovedRow one{table, SubTransaction::current(), HeapTupleHeaderGetCmax(trigger.tg_trigtuple->t_data),
                           heap_copytuple(as_of_table)};
        MemoryContextSwitchTo(before);
        return one;
    });
    moved_rows().push_back(moved);
}

HeapTuple moved_from(const TriggerData& trigger, Oid table) {
    std::vector<MovedRow>& rows = moved_rows();
    if (rows.empty()) return nullptr;
    const MovedRow last = rows.back();
    const CommandId command = call([&] { return HeapTupleHeaderGetCmin(trigger.tg_trigtuple->t_data); });
    if (last.table != table || last.command != command) return nullptr;
    rows.pop_back();
    return call([&] {
        const HeapTuple row = heap_copytuple(last.row);
        heap_freetuple(last.row);
        return row;
    });
}

}  // namespace wf::pg
