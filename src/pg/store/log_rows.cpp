#include "pg/store/log_rows.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/log_months.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void key(ScanKey condition, AttrNumber column, StrategyNumber strategy, RegProcedure function, std::int64_t value) {
    ScanKeyInit(condition, column, strategy, function, Int64GetDatum(value));
}

// False: only SQL can read it.
bool read_month(Oid table, TupleDesc columns, Snapshot snapshot, std::int64_t tenant, std::int64_t instance, Instant from,
                Instant until, FoundRows& found) {
    const Relation month = table_open(table, AccessShareLock);
    const Oid index = primary_key_index(month);
    const bool is_plain = is_plain_month(month, columns);
    if (is_plain) {
        ScanKeyData keys[4];
        key(&keys[0], log_column::tenant_id, BTEqualStrategyNumber, F_INT8EQ, tenant);
        key(&keys[1], log_column::instance_id, BTEqualStrategyNumber, F_INT8EQ, instance);
        key(&keys[2], log_column::at, BTGreaterEqualStrategyNumber, F_TIMESTAMPTZ_GE, from);
        key(&keys[3], log_column::at, BTLessEqualStrategyNumber, F_TIMESTAMPTZ_LE, until);
        const Relation by = index_open(index, AccessShareLock);
        const SysScanDesc scan = systable_beginscan_ordered(month, by, snapshot, 4, keys);
        for (HeapTuple row = systable_getnext_ordered(scan, ForwardScanDirection); HeapTupleIsValid(row);
             row = systable_getnext_ordered(scan, ForwardScanDirection)) {
            CHECK_FOR_INTERRUPTS();
            keep(found, row);
        }
        systable_endscan_ordered(scan);
        index_close(by, NoLock);
    }
    table_close(month, NoLock);
    return is_plain;
}

FoundRows read_entries_between(std::int64_t tenant, std::int64_t instance, Instant from, Instant until, Snapshot snapshot) {
    const Relation log = open_log();
    FoundRows found = no_rows(RelationGetDescr(log));
    const Months all = months_of(log);
    table_close(log, NoLock);
    bool is_whole = all.are_plain;
    for (int place = 0; place < all.count && is_whole; ++place)
        if (all.months[place].until > from && all.months[place].from <= until)
            is_whole =
                read_month(all.months[place].table, found.columns, snapshot, tenant, instance, from, until, found);
    found.is_whole = is_whole;
    return found;
}

// What a statement with this access would see.
Snapshot snapshot_for(Access access) {
    if (access == Access::ReadOnly) return RegisterSnapshot(GetActiveSnapshot());
    CommandCounterIncrement();
    return RegisterSnapshot(GetTransactionSnapshot());
}

Rows entries_by_statement(std::int64_t tenant, std::int64_t instance, Instant from, Instant until, Access access) {
    static Statement select{
        std::string{"SELECT "}.append(log_column::all) +
            " FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 AND at <= $4 ORDER BY seq",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
    return select.run({int8(tenant), int8(instance), time(from), time(until)}, access);
}

}  // namespace

Rows entries_between(const EngineRights&, std::int64_t tenant, std::int64_t instance, Instant from, Instant until,
                     Access access) {
    const FoundRows found = call([&] {
        const Snapshot snapshot = snapshot_for(access);
        const FoundRows read = read_entries_between(tenant, instance, from, until, snapshot);
        UnregisterSnapshot(snapshot);
        return read;
    });
    return found.is_whole ? rows_of(found) : entries_by_statement(tenant, instance, from, until, access);
}

}  // namespace wf::pg
