#include "pg/machine/moved_row.hpp"

#include "pg/server/error_boundary.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// The server queues both events one after the other, so the row that was deleted last is the one that comes next, unless
// something in between has written on its own: that has another command id.
struct MovedRow {
    Oid table;
    FullTransactionId transaction;
    CommandId command;
    HeapTuple row;
};

std::vector<MovedRow>& moved_rows() {
    static std::vector<MovedRow> rows;
    return rows;
}

FullTransactionId transaction_now() {
    return call([] { return GetTopFullTransactionIdIfAny(); });
}

bool is_of_this_transaction(const MovedRow& one) { return FullTransactionIdEquals(one.transaction, transaction_now()); }

}  // namespace

void note_if_moved(const TriggerData& trigger, Oid table, HeapTuple as_of_table) {
    if (!HeapTupleHeaderIndicatesMovedPartitions(trigger.tg_trigtuple->t_data)) return;
    // What an earlier transaction has left lies in memory that is gone.
    std::erase_if(moved_rows(), [](const MovedRow& one) { return !is_of_this_transaction(one); });
    const MovedRow moved = call([&] {
        const MemoryContext before = MemoryContextSwitchTo(TopTransactionContext);
        const MovedRow one{table, GetTopFullTransactionIdIfAny(), HeapTupleHeaderGetCmax(trigger.tg_trigtuple->t_data),
                           heap_copytuple(as_of_table)};
        MemoryContextSwitchTo(before);
        return one;
    });
    moved_rows().push_back(moved);
}

HeapTuple moved_from(const TriggerData& trigger, Oid table) {
    if (moved_rows().empty()) return nullptr;
    const MovedRow last = moved_rows().back();
    const CommandId command = call([&] { return HeapTupleHeaderGetCmin(trigger.tg_trigtuple->t_data); });
    if (last.table != table || last.command != command || !is_of_this_transaction(last)) return nullptr;
    moved_rows().pop_back();
    return call([&] {
        const HeapTuple row = heap_copytuple(last.row);
        heap_freetuple(last.row);
        return row;
    });
}

}  // namespace wf::pg
