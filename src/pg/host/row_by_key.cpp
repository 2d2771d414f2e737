#include "pg/host/row_by_key.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

enum class Search { Found, Missing, Again };

struct Row {
    Search search;
    int count;
    Datum* values;
    bool* nulls;
};

// With the operators that the index itself compares with.
void make_conditions(Relation index, const Param* key, int count, ScanKeyData* conditions) {
    for (int i = 0; i < count; ++i) {
        const Oid type = index->rd_opcintype[i];
        const Oid equality = get_opfamily_member(index->rd_opfamily[i], type, type, BTEqualStrategyNumber);
        ScanKeyEntryInitialize(&conditions[i], 0, static_cast<AttrNumber>(i + 1), BTEqualStrategyNumber,
                               InvalidOid, index->rd_indcollation[i], get_opcode(equality), key[i].value);
    }
}

[[noreturn]] void refuse_to_serialize(const char* change) {
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("could not serialize access due to concurrent %s", change)));
    pg_unreachable();
}

// If somebody had it and has written it, its key may be another now: it is looked for once more.
Search lock_found(Relation table, TupleTableSlot* row, Snapshot snapshot, const KeyLock& how) {
    ItemPointerData place = row->tts_tid;
    TM_FailureData failure{};
    const bool is_old_snapshot = IsolationUsesXactSnapshot();
    const int flags = TUPLE_LOCK_FLAG_LOCK_UPDATE_IN_PROGRESS |
                      (is_old_snapshot ? 0 : TUPLE_LOCK_FLAG_FIND_LAST_VERSION);
    const TM_Result result =
        table_tuple_lock(table, &place, snapshot, row, GetCurrentCommandId(true), how.mode, how.wait,
                         static_cast<uint8>(flags), &failure);
    switch (result) {
        case TM_Ok:
            return failure.traversed ? Search::Again : Search::Found;
        case TM_Updated:
            if (is_old_snapshot) refuse_to_serialize("update");
            return Search::Again;
        case TM_Deleted:
            if (is_old_snapshot) refuse_to_serialize("delete");
            return Search::Again;
        case TM_SelfModified:  // by the statement that this is part of
        case TM_WouldBlock:
            return Search::Missing;
        default:
            elog(ERROR, "cannot lock a row of table \"%s\": %d", RelationGetRelationName(table), result);
    }
}

bool is_wanted(TupleTableSlot* row, AttrNumber only_if_null) {
    return only_if_null == 0 || slot_attisnull(row, only_if_null);
}

Search search_once(Relation table, Relation index, ScanKeyData* conditions, int count, TupleTableSlot* row,
                   const KeyLock& how) {
    const Snapshot snapshot =
        RegisterSnapshot(IsolationUsesXactSnapshot() ? GetTransactionSnapshot() : GetLatestSnapshot());
    const IndexScanDesc scan = begin_index_scan(table, index, snapshot, count);
    index_rescan(scan, conditions, count, nullptr, 0);
    const bool is_there =
        index_getnext_slot(scan, ForwardScanDirection, row) && is_wanted(row, how.only_if_null);
    const Search result = is_there ? lock_found(table, row, snapshot, how) : Search::Missing;
    index_endscan(scan);
    UnregisterSnapshot(snapshot);
    return result;
}

Row values_of(TupleTableSlot* slot, TupleDesc columns) {
    const auto size = static_cast<std::size_t>(columns->natts);
    Row row{Search::Found, columns->natts, static_cast<Datum*>(palloc(size * sizeof(Datum))),
            static_cast<bool*>(palloc(size * sizeof(bool)))};
    heap_deform_tuple(ExecCopySlotHeapTuple(slot), columns, row.values, row.nulls);
    return row;
}

Row search(Oid table_id, Oid index_id, const Param* key, int count, const KeyLock& how) {
    PreventCommandIfReadOnly("SELECT FOR UPDATE");
    CommandCounterIncrement();  // as every statement does: what was written before it counts
    const Relation table = table_open(table_id, RowShareLock);
    const Relation index = index_open(index_id, AccessShareLock);
    TupleTableSlot* const slot = table_slot_create(table, nullptr);
    ScanKeyData conditions[INDEX_MAX_KEYS];
    make_conditions(index, key, count, conditions);
    Row row{Search::Again, 0, nullptr, nullptr};
    while (row.search == Search::Again) {
        CHECK_FOR_INTERRUPTS();
        row.search = search_once(table, index, conditions, count, slot, how);
    }
    if (row.search == Search::Found) row = values_of(slot, RelationGetDescr(table));
    ExecDropSingleTupleTableSlot(slot);
    index_close(index, NoLock);
    table_close(table, NoLock);
    return row;
}

}  // namespace

bool can_lock_by_key(Oid table_id) {
    return call([&] {
        const Relation table = table_open(table_id, RowShareLock);
        const FormData_pg_class& form = *table->rd_rel;
        const bool is_ordinary =
            form.relkind == RELKIND_RELATION && !form.relhassubclass && !form.relforcerowsecurity;
        table_close(table, NoLock);
        return is_ordinary;
    });
}

RowByKey lock_row_by_key(Oid table, Oid index, const std::vector<Param>& key, const KeyLock& how) {
    const Row row =
        call([&] { return search(table, index, key.data(), static_cast<int>(key.size()), how); });
    RowByKey result{.is_there = row.search == Search::Found, .columns = {}};
    result.columns.reserve(static_cast<std::size_t>(row.count));
    for (int i = 0; i < row.count; ++i) result.columns.push_back({row.values[i], row.nulls[i]});
    return result;
}

}  // namespace wf::pg
