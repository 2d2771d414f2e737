#include "pg/open_row.hpp"

#include "pg/error_boundary.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// Of wf.instance, by name: looked up anew if the table was made anew.
struct InstanceTable {
    Oid table = InvalidOid;
    Oid index = InvalidOid;
    AttrNumber key = 0;
    AttrNumber name = 0;
    AttrNumber ended_at = 0;
};

const InstanceTable& instance_table() {
    static InstanceTable known;
    const Oid schema = get_namespace_oid("wf", false);
    const Oid table = get_relname_relid("instance", schema);
    const Oid index = get_relname_relid("instance_business_idx", schema);
    if (table == known.table && index == known.index) return known;
    known = {.table = table,
             .index = index,
             .key = get_attnum(table, "business_key"),
             .name = get_attnum(table, "business_table"),
             .ended_at = get_attnum(table, "ended_at")};
    return known;
}

void find_text(ScanKey condition, AttrNumber column, const char* value) {
    ScanKeyEntryInitialize(condition, 0, column, BTEqualStrategyNumber, InvalidOid, DEFAULT_COLLATION_OID,
                           F_TEXTEQ, CStringGetTextDatum(value));
}

bool search(const InstanceTable& known, const char* table, const char* key) {
    ScanKeyData conditions[2];
    find_text(&conditions[0], known.key, key);
    find_text(&conditions[1], known.name, table);
    const Relation instances = table_open(known.table, AccessShareLock);
    const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
    const SysScanDesc scan =
        systable_beginscan(instances, known.index, OidIsValid(known.index), now, 2, conditions);
    bool found = false;
    while (!found) {
        const HeapTuple row = systable_getnext(scan);
        if (!HeapTupleIsValid(row)) break;
        found = heap_attisnull(row, known.ended_at, RelationGetDescr(instances));
    }
    systable_endscan(scan);
    UnregisterSnapshot(now);
    table_close(instances, AccessShareLock);
    return found;
}

}  // namespace

bool has_open_instance(const std::string& table, const std::string& key) {
    const char* const table_text = table.c_str();
    const char* const key_text = key.c_str();
    return call([&] { return search(instance_table(), table_text, key_text); });
}

}  // namespace wf::pg
