#include "pg/row_by_key.hpp"

#include "pg/error_boundary.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

enum class Search { Found, Missing, Again, NotThisWay };

struct Row {
    Search search;
    Datum* values;
    bool* nulls;
};

bool is_ordinary(Relation table) {
    return table->rd_rel->relkind == RELKIND_RELATION && !table->rd_rel->relhassubclass &&
           !table->rd_rel->relforcerowsecurity;
}

// With the operators that the index itself compares with.
void make_conditions(Relation index, const Param* key, int count, ScanKeyData* conditions) {
    for (int i = 0; i < count; ++i) {
        const Oid type = index->rd_opcintype[i];
        const Oid equality = get_opfamily_member(index->rd_opfamily[i], type, type, BTEqualStrategyNumber);
        ScanKeyEntryInitialize(&conditions[i], 0, static_cast<AttrNumber>(i + 1), BTEqualStrategyNumber,
                               InvalidOid, index->rd_indcollation[i], get_opcode(equality), key[i].value);
    }
}

// If somebody had it and has written it, its key may be another now: it is looked for once more.
Search lock_found(Relation table, TupleTableSlot* row, Snapshot now) {
    ItemPointerData place = row->tts_tid;
    TM_FailureData failure;
    const TM_Result result =
        table_tuple_lock(table, &place, now, row, GetCurrentCommandId(true), LockTupleNoKeyExclusive,
                         LockWaitBlock, TUPLE_LOCK_FLAG_FIND_LAST_VERSION, &failure);
    switch (result) {
        case TM_Ok:
            return failure.traversed ? Search::Again : Search::Found;
        case TM_Updated:
        case TM_Deleted:
            return Search::Again;
        default:
            return Search::NotThisWay;
    }
}

Search search_once(Relation table, Relation index, ScanKeyData* conditions, int count, TupleTableSlot* row) {
    const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
    const IndexScanDesc scan = begin_index_scan(table, index, now, count);
    index_rescan(scan, conditions, count, nullptr, 0);
    const bool is_there = index_getnext_slot(scan, ForwardScanDirection, row);
    const Search result = is_there ? lock_found(table, row, now) : Search::Missing;
    index_endscan(scan);
    UnregisterSnapshot(now);
    return result;
}

Row values_of(TupleTableSlot* slot, TupleDesc columns) {
    const auto size = static_cast<std::size_t>(columns->natts);
    Row row{Search::Found, static_cast<Datum*>(palloc(size * sizeof(Datum))),
            static_cast<bool*>(palloc(size * sizeof(bool)))};
    heap_deform_tuple(ExecCopySlotHeapTuple(slot), columns, row.values, row.nulls);
    return row;
}

Row search(const BoundTable& bound, const Param* key) {
    const Relation table = table_open(bound.table, RowShareLock);
    Row row{Search::NotThisWay, nullptr, nullptr};
    if (is_ordinary(table)) {
        CommandCounterIncrement();  // as every statement does: what was written before it counts
        const Relation index = index_open(bound.key_index, AccessShareLock);
        TupleTableSlot* const slot = table_slot_create(table, nullptr);
        const int count = static_cast<int>(bound.key.size());
        ScanKeyData conditions[INDEX_MAX_KEYS];
        make_conditions(index, key, count, conditions);
        do {
            CHECK_FOR_INTERRUPTS();
            row.search = search_once(table, index, conditions, count, slot);
        } while (row.search == Search::Again);
        if (row.search == Search::Found) row = values_of(slot, RelationGetDescr(table));
        ExecDropSingleTupleTableSlot(slot);
        index_close(index, NoLock);
    }
    table_close(table, NoLock);
    return row;
}

}  // namespace

RowByKey lock_row_by_key(const BoundTable& table, const std::vector<Param>& key) {
    if (IsolationUsesXactSnapshot() || XactReadOnly) return {};
    const Row row = call([&] { return search(table, key.data()); });
    RowByKey result{.is_answered = row.search != Search::NotThisWay,
                    .is_there = row.search == Search::Found,
                    .columns = {}};
    if (!result.is_there) return result;
    result.columns.reserve(table.columns.size());
    for (const TableColumn& column : table.columns)
        result.columns.push_back({row.values[column.number - 1], row.nulls[column.number - 1]});
    return result;
}

}  // namespace wf::pg
