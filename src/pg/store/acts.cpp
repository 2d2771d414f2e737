// last_acts(): what somebody has done, from the newest month back, until there is enough of it.
#include "pg/store/instance_table.hpp"
#include "pg/store/log_months.hpp"
#include "pg/store/log_rows.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"

#include <algorithm>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Datum value_of(HeapTuple row, int column, TupleDesc columns, bool& is_null) {
    return heap_getattr(row, column, columns, &is_null);
}

std::int64_t number_of(HeapTuple row, int column, TupleDesc columns) {
    bool is_null = false;
    return DatumGetInt64(value_of(row, column, columns, is_null));
}

bool is(HeapTuple row, int column, TupleDesc columns, const char* what, std::size_t length) {
    bool is_null = false;
    const Datum value = value_of(row, column, columns, is_null);
    if (is_null) return false;
    const varlena* const text = pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(value)));
    return VARSIZE_ANY_EXHDR(text) == length && memcmp(VARDATA_ANY(text), what, length) == 0;
}

// They did something with a task that others see as done.
bool is_act(HeapTuple row, TupleDesc columns) {
    bool is_null = false;
    (void)value_of(row, log_column::task_id, columns, is_null);
    return !is_null && !is(row, log_column::action, columns, "claim", 5) &&
           !is(row, log_column::action, columns, "release", 7) &&
           !is(row, log_column::action, columns, "save_draft", 10);
}

struct Asked {
    std::int64_t tenant;
    Datum person;
    const char* name;
    std::size_t length;
    Snapshot snapshot;
};

// When the instance ended; DT_NOEND: it is open.
Instant end_of(const Asked& asked, std::int64_t instance) {
    const InstanceTable known = instance_table();
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], known.tenant, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(asked.tenant));
    ScanKeyInit(&keys[1], known.instance, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(instance));
    const Relation instances = table_open(known.table, AccessShareLock);
    const SysScanDesc scan =
        systable_beginscan(instances, known.key_index, OidIsValid(known.key_index), asked.snapshot, 2, keys);
    Instant ended_at = DT_NOEND;
    if (const HeapTuple row = systable_getnext(scan); HeapTupleIsValid(row)) {
        bool is_null = false;
        const Datum value = heap_getattr(row, known.ended_at, RelationGetDescr(instances), &is_null);
        if (!is_null) ended_at = DatumGetTimestampTz(value);
    }
    systable_endscan(scan);
    table_close(instances, NoLock);
    return ended_at;
}

// `is_plain` becomes false if only SQL can read the month.
bool acted_in(Oid table, TupleDesc log, const Asked& asked, std::int64_t instance, std::int64_t after, bool& is_plain) {
    const Relation month = table_open(table, AccessShareLock);
    if (!is_plain_month(month, log)) {
        is_plain = false;
        table_close(month, NoLock);
        return false;
    }
    const TupleDesc columns = RelationGetDescr(month);
    ScanKeyData keys[3];
    ScanKeyInit(&keys[0], log_column::tenant_id, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(asked.tenant));
    ScanKeyInit(&keys[1], log_column::instance_id, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(instance));
    ScanKeyInit(&keys[2], log_column::seq, BTGreaterStrategyNumber, F_INT8GT, Int64GetDatum(after));
    const SysScanDesc scan =
        systable_beginscan(month, primary_key_index(month), true, asked.snapshot, 3, keys);
    bool found = false;
    for (HeapTuple row = systable_getnext(scan); !found && HeapTupleIsValid(row); row = systable_getnext(scan))
        found = is(row, log_column::actor, columns, asked.name, asked.length) && is_act(row, columns);
    systable_endscan(scan);
    table_close(month, NoLock);
    return found;
}

// They have acted on it again later.
bool acted_later(const Months& all, TupleDesc log, const Asked& asked, std::int64_t instance, std::int64_t after,
                 Instant at, bool& is_plain) {
    const Instant end = end_of(asked, instance);
    for (int place = all.count - 1; place >= 0 && all.months[place].until > at; --place)
        if (all.months[place].from <= end &&
            acted_in(all.months[place].table, log, asked, instance, after, is_plain))
            return true;
    return false;
}

struct Acts {
    Deed* acts;
    std::size_t count, room, wanted;
    bool is_whole;
    HTAB* seen;         // instances of which a later act has been met
    bool is_from_last;  // nothing that they did was later than what is met
    // Those of one moment come together, so that they can be put in order.
    bool wants(Instant at) const { return count < wanted || acts[count - 1].at == at; }
};

void keep(Acts& found, const Deed& act) {
    if (found.count == found.room) {
        found.room *= 2;
        found.acts = static_cast<Deed*>(repalloc(found.acts, sizeof(Deed) * found.room));
    }
    found.acts[found.count++] = act;
}

// log_actor_idx of the month: its columns are actor, tenant_id, at.
Oid index_by_actor(Relation month) {
    Oid found = InvalidOid;
    List* const indexes = RelationGetIndexList(month);
    ListCell* cell = nullptr;
    foreach (cell, indexes) {
        const Relation index = index_open(lfirst_oid(cell), AccessShareLock);
        const Form_pg_index form = index->rd_index;
        if (form->indnkeyatts == 3 && form->indisvalid && form->indkey.values[0] == log_column::actor &&
            form->indkey.values[1] == log_column::tenant_id && form->indkey.values[2] == log_column::at &&
            RelationGetIndexPredicate(index) == NIL)
            found = lfirst_oid(cell);
        index_close(index, NoLock);
    }
    list_free(indexes);
    return found;
}

// False: only SQL can read it.
bool read_acts(const Months& all, int place, TupleDesc log, const Asked& asked, Deed before, Acts& found) {
    const Relation month = table_open(all.months[place].table, AccessShareLock);
    const TupleDesc columns = RelationGetDescr(month);
    const Oid by_actor = index_by_actor(month);
    bool is_plain = OidIsValid(by_actor) && is_plain_month(month, log);
    if (is_plain) {
        ScanKeyData keys[3];
        ScanKeyEntryInitialize(&keys[0], 0, log_column::actor, BTEqualStrategyNumber, InvalidOid, DEFAULT_COLLATION_OID,
                               F_TEXTEQ, asked.person);
        ScanKeyInit(&keys[1], log_column::tenant_id, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(asked.tenant));
        ScanKeyInit(&keys[2], log_column::at, BTLessEqualStrategyNumber, F_TIMESTAMPTZ_LE, TimestampTzGetDatum(before.at));
        const Relation index = index_open(by_actor, AccessShareLock);
        const SysScanDesc scan = systable_beginscan_ordered(month, index, asked.snapshot, 3, keys);
        for (HeapTuple row = systable_getnext_ordered(scan, BackwardScanDirection);
             is_plain && HeapTupleIsValid(row) && found.wants(number_of(row, log_column::at, columns));
             row = systable_getnext_ordered(scan, BackwardScanDirection)) {
            CHECK_FOR_INTERRUPTS();
            const Deed act{.instance = number_of(row, log_column::instance_id, columns),
                          .at = number_of(row, log_column::at, columns)};
            if (!is_act(row, columns) || (act.at == before.at && act.instance >= before.instance)) continue;
            bool is_known = false;
            (void)hash_search(found.seen, &act.instance, HASH_ENTER, &is_known);
            if (!is_known && (found.is_from_last ||
                              !acted_later(all, log, asked, act.instance, number_of(row, log_column::seq, columns),
                                           act.at, is_plain)))
                keep(found, act);
        }
        systable_endscan_ordered(scan);
        index_close(index, NoLock);
    }
    table_close(month, NoLock);
    return is_plain;
}

HTAB* instances_seen() {
    HASHCTL options{};
    options.keysize = sizeof(std::int64_t);
    options.entrysize = sizeof(std::int64_t);
    options.hcxt = CurrentMemoryContext;
    return hash_create("instances", 256, &options, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

Acts read_all_acts(const Asked& asked, Deed before, std::size_t wanted) {
    const Relation log = open_log();
    const Months all = months_of(log);
    Acts found{.acts = static_cast<Deed*>(palloc(sizeof(Deed) * 64)),
               .count = 0,
               .room = 64,
               .wanted = wanted,
               .is_whole = all.are_plain && instance_table().is_plain,
               .seen = instances_seen(),
               .is_from_last = before.at == DT_NOEND};
    for (int place = all.count - 1; place >= 0 && found.is_whole && found.count < wanted; --place)
        if (all.months[place].from <= before.at)
            found.is_whole = read_acts(all, place, RelationGetDescr(log), asked, before, found);
    hash_destroy(found.seen);
    found.seen = nullptr;
    table_close(log, NoLock);
    return found;
}

std::vector<Deed> acts_by_statement(std::int64_t tenant, const std::string& person, Deed before, std::size_t wanted) {
    static Statement select{
        R"(SELECT l.instance_id, l.at
        FROM wf.log l
        WHERE l.tenant_id = $1 AND l.actor = $2 AND l.task_id IS NOT NULL AND l.action NOT IN ('claim', 'release', 'save_draft')
            AND l.at <= $3 AND (l.at, l.instance_id) < ($3, $4)
            AND NOT EXISTS (SELECT FROM wf.log n
                            WHERE n.tenant_id = l.tenant_id AND n.instance_id = l.instance_id AND n.seq > l.seq AND n.at >= l.at
                              AND n.actor = $2 AND n.task_id IS NOT NULL AND n.action NOT IN ('claim', 'release', 'save_draft'))
        ORDER BY l.at DESC, l.instance_id DESC
        LIMIT $5)",
        {INT8OID, TEXTOID, TIMESTAMPTZOID, INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), text(person), time(before.at), int8(before.instance),
                                  int8(static_cast<std::int64_t>(wanted))},
                                 Access::ReadOnly);
    std::vector<Deed> acts;
    for (std::size_t row = 0; row < rows.size(); ++row)
        acts.push_back({.instance = rows.int8(row, 1), .at = rows.time(row, 2)});
    return acts;
}

bool is_later(const Deed& one, const Deed& other) {
    return one.at != other.at ? one.at > other.at : one.instance > other.instance;
}

}  // namespace

std::vector<Deed> last_acts(const EngineRights&, std::int64_t tenant, const std::string& person, Deed before,
                           std::size_t wanted) {
    const Param id = text(person);
    const Asked asked{.tenant = tenant, .person = id.value, .name = person.data(), .length = person.size(), .snapshot = nullptr};
    const Acts found = call([&] {
        Asked one = asked;
        one.snapshot = RegisterSnapshot(GetActiveSnapshot());
        const Acts read = read_all_acts(one, before, wanted);
        UnregisterSnapshot(one.snapshot);
        return read;
    });
    if (!found.is_whole) return acts_by_statement(tenant, person, before, wanted);
    std::vector<Deed> acts{found.acts, found.acts + found.count};
    std::ranges::sort(acts, is_later);
    if (acts.size() > wanted) acts.resize(wanted);
    return acts;
}

}  // namespace wf::pg
