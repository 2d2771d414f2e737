#include "pg/rows/row_by_key.hpp"

#include "pg/rows/key_scan.hpp"
#include "pg/rows/plain_relation.hpp"
#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Row {
    bool is_there;
    int count;
    Datum* values;
    bool* nulls;
};

bool is_wanted(TupleTableSlot* row, AttrNumber only_if_null) {
    return only_if_null == 0 || slot_attisnull(row, only_if_null);
}

Tried lock_once(KeyScan& scan, const KeyLock& how) {
    const Snapshot snapshot = RegisterSnapshot(snapshot_to_change());
    const bool is_there = find_row(scan, snapshot) && is_wanted(scan.row, how.only_if_null);
    const Tried result = is_there ? lock_found(scan, snapshot, how.mode, how.wait) : Tried::Missing;
    UnregisterSnapshot(snapshot);
    return result;
}

Row values_of(TupleTableSlot* slot, TupleDesc columns) {
    const auto size = static_cast<std::size_t>(columns->natts);
    Row row{true, columns->natts, static_cast<Datum*>(palloc(size * sizeof(Datum))),
            static_cast<bool*>(palloc(size * sizeof(bool)))};
    heap_deform_tuple(ExecCopySlotHeapTuple(slot), columns, row.values, row.nulls);
    return row;
}

Row search(Oid table_id, Oid index_id, const Param* key, int count, const KeyLock& how) {
    PreventCommandIfReadOnly("SELECT FOR UPDATE");
    CommandCounterIncrement();  // as every statement does: what was written before it counts
    const Relation table = table_open(table_id, RowShareLock);
    KeyColumn columns[INDEX_MAX_KEYS];
    const Relation index = index_open(index_id, AccessShareLock);
    for (int i = 0; i < count; ++i) columns[i] = key_column(index, i);
    index_close(index, NoLock);
    KeyScan scan;
    begin_key_scan(scan, table, RowShareLock, index_id, columns, key, count);
    Tried result = Tried::Again;
    while (result == Tried::Again) {
        CHECK_FOR_INTERRUPTS();
        result = lock_once(scan, how);
    }
    Row row{};
    if (result == Tried::Done) row = values_of(scan.row, RelationGetDescr(table));
    end_key_scan(scan);
    table_close(table, NoLock);
    return row;
}

}  // namespace

bool can_lock_by_key(Oid table_id) {
    return call([&] {
        const Relation table = table_open(table_id, RowShareLock);
        const bool is_ordinary = is_whole_heap(table);
        table_close(table, NoLock);
        return is_ordinary;
    });
}

RowByKey lock_row_by_key(Oid table, Oid index, const std::vector<Param>& key, const KeyLock& how) {
    const Row row =
        call([&] { return search(table, index, key.data(), static_cast<int>(key.size()), how); });
    RowByKey result{.is_there = row.is_there, .columns = {}};
    result.columns.reserve(static_cast<std::size_t>(row.count));
    for (int i = 0; i < row.count; ++i) result.columns.push_back({row.values[i], row.nulls[i]});
    return result;
}

}  // namespace wf::pg
