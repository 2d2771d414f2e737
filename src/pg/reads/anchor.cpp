// What wf.anchor, wf.check_anchor and wf.prove (sql/api/anchor.sql) cannot do in SQL.
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/sha256.hpp"
#include "pg/store/merkle.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A session that waits for its client reads in a transaction what others have changed in the catalog. That writes nothing, and has the
// time of the last statement for its start.
bool only_catches_up(const PgBackendStatus& session) {
    return session.st_backendType == B_BACKEND && session.st_state == STATE_IDLE;
}

// The entries of a transaction are never older than its start, so before the earliest of those that run everything is
// settled. A session that hides what it does (track_activities) counts from its own start. Vacuum writes no entries.
Instant earliest_start() {
    Instant earliest = GetCurrentTransactionStartTimestamp();
    for (int place = 1; place <= pgstat_fetch_stat_numbackends(); ++place) {
        const PgBackendStatus& session = session_at(place);
        if (session.st_databaseid != MyDatabaseId || session.st_backendType == B_AUTOVAC_WORKER || only_catches_up(session))
            continue;
        const Instant start =
            session.st_state == STATE_DISABLED ? session.st_proc_start_timestamp : session.st_xact_start_timestamp;
        if (start != 0) earliest = std::min(earliest, start);
    }
    return earliest;
}

// The oldest entry of a partition, or tombstone, that may yet be committed: of a prepared transaction nobody knows when it began.
Instant earliest_in_doubt(Oid partition) {
    Instant earliest = DT_NOEND;
    SnapshotData snapshot{};
    InitDirtySnapshot(snapshot);
    const Relation table = try_relation_open(partition, AccessShareLock);
    AttrNumber at = get_attnum(partition, "at");
    if (at == InvalidAttrNumber) at = get_attnum(partition, "purged_at");
    if (table == nullptr || table->rd_rel->relkind != RELKIND_RELATION || get_atttype(partition, at) != TIMESTAMPTZOID)
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE), errmsg("relation with OID %u is not a table of entries", partition)));
    TupleTableSlot* const row = table_slot_create(table, nullptr);
    const TableScanDesc scan = table_beginscan(table, &snapshot, 0, nullptr);
    while (table_scan_getnextslot(scan, ForwardScanDirection, row)) {
        CHECK_FOR_INTERRUPTS();
        bool is_null = false;
        if (TransactionIdIsValid(snapshot.xmin))
            earliest = std::min<Instant>(earliest, DatumGetTimestampTz(slot_getattr(row, at, &is_null)));
    }
    table_endscan(scan);
    ExecDropSingleTupleTableSlot(row);
    table_close(table, AccessShareLock);
    return earliest;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__earliest_start);
Datum wf__earliest_start(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] { return TimestampTzGetDatum(call([] { return earliest_start(); })); });
}

PG_FUNCTION_INFO_V1(wf__earliest_in_doubt);
Datum wf__earliest_in_doubt(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Oid partition = Arguments{fcinfo}.required_regclass("partition");
        return TimestampTzGetDatum(call([&] { return earliest_in_doubt(partition); }));
    });
}

PG_FUNCTION_INFO_V1(wf__merkle_root);
Datum wf__merkle_root(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        return text_datum(hex(merkle_root(args.required_bytes("leaves"))));
    });
}

PG_FUNCTION_INFO_V1(wf__merkle_path);
Datum wf__merkle_path(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view leaves = args.required_bytes("leaves");
        std::vector<std::string> path = merkle_path(leaves, static_cast<std::size_t>(args.required_int8("place")));
        for (std::string& digest : path) digest = hex(digest);
        return text_array(path).value;
    });
}

PG_FUNCTION_INFO_V1(wf_prove);
Datum wf_prove(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::string anchor = args.required_text("anchor");
        const std::int64_t tenant = args.tenant();
        // Sees what is committed by now: the anchor may be younger than the calling statement.
        static Statement proof{"SELECT wf._proof($1, $2, $3)::text", {INT8OID, INT8OID, TEXTOID}};
        Reading reading;
        reading.instance(tenant, instance, FormPart::None);
        if (!reading.role().sees_all)
            throw Error::make(Code::NotAParticipant, "you may not prove instance " + std::to_string(instance),
                              "A proof has everything that its entries say; it is for roles that see everything.");
        const std::string found =
            proof.run({pg::int8(tenant), pg::int8(instance), pg::text(anchor)}, Access::ReadWrite).text(0, 1);
        reading.done();
        return jsonb_datum(found);
    });
}
}
