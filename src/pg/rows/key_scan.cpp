#include "pg/rows/key_scan.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// With an older snapshot, a row cannot be changed that somebody has changed since.
[[noreturn]] void refuse_to_serialize(const char* change) {
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("could not serialize access due to concurrent %s", change)));
    pg_unreachable();
}

}  // namespace

KeyColumn key_column(Relation index, int number) {
    const Oid type = index->rd_opcintype[number];
    const Oid equality = get_opfamily_member(index->rd_opfamily[number], type, type, BTEqualStrategyNumber);
    return {get_opcode(equality), index->rd_indcollation[number]};
}

void begin_key_scan(KeyScan& scan, Relation table, LOCKMODE lock, Oid index, const KeyColumn* columns, const Param* key,
                    int count) {
    scan.table = table;
    scan.lock = lock;
    scan.index_id = index;
    scan.index = nullptr;
    scan.row = table_slot_create(table, nullptr);
    scan.count = count;
    for (int i = 0; i < count; ++i)
        ScanKeyEntryInitialize(&scan.conditions[i], 0, static_cast<AttrNumber>(i + 1), BTEqualStrategyNumber,
                               InvalidOid, columns[i].collation, columns[i].equality, key[i].value);
}

void end_key_scan(KeyScan& scan) {
    ExecDropSingleTupleTableSlot(scan.row);
    if (scan.index) index_close(scan.index, NoLock);
}

Snapshot snapshot_to_change() {
    return IsolationUsesXactSnapshot() ? GetTransactionSnapshot() : GetLatestSnapshot();
}

bool find_row(KeyScan& scan, Snapshot snapshot) {
    if (!scan.index) scan.index = index_open(scan.index_id, scan.lock);
    const IndexScanDesc found = begin_index_scan(scan.table, scan.index, snapshot, scan.count);
    index_rescan(found, scan.conditions, scan.count, nullptr, 0);
    const bool is_there = index_getnext_slot(found, ForwardScanDirection, scan.row);
    index_endscan(found);
    return is_there;
}

Tried tried(Relation table, TM_Result result) {
    switch (result) {
        case TM_Ok:
            return Tried::Done;
        case TM_Updated:
            if (IsolationUsesXactSnapshot()) refuse_to_serialize("update");
            return Tried::Again;
        case TM_Deleted:
            if (IsolationUsesXactSnapshot()) refuse_to_serialize("delete");
            return Tried::Again;
        case TM_WouldBlock:
            return Tried::Missing;
        default:
            elog(ERROR, "cannot change a row of table \"%s\": %d", RelationGetRelationName(table), result);
    }
}

Tried lock_found(KeyScan& scan, Snapshot snapshot, LockTupleMode mode, LockWaitPolicy wait) {
    ItemPointerData place = scan.row->tts_tid;
    TM_FailureData failure{};
    const int flags = TUPLE_LOCK_FLAG_LOCK_UPDATE_IN_PROGRESS |
                      (IsolationUsesXactSnapshot() ? 0 : TUPLE_LOCK_FLAG_FIND_LAST_VERSION);
    const TM_Result result =
        table_tuple_lock(scan.table, &place, snapshot, scan.row, GetCurrentCommandId(true), mode, wait,
                         static_cast<uint8>(flags), &failure);
    // By the statement that this is part of.
    if (result == TM_SelfModified) return Tried::Missing;
    if (result == TM_Ok && failure.traversed) return Tried::Again;
    return tried(scan.table, result);
}

}  // namespace wf::pg
