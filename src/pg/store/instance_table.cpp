#include "pg/store/instance_table.hpp"

#include "pg/rows/plain_relation.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

InstanceTable known;

// A change of an index is one of its table.
void forget(Datum, Oid table) {
    if (!OidIsValid(table) || table == known.table) known = {};
}

void forget_when_changed() {
    static bool registered = false;
    if (!registered) CacheRegisterRelcacheCallback(forget, Datum{0});
    registered = true;
}

Oid valid_index(const char* name, Oid schema, Oid table) {
    const Oid index = get_relname_relid(name, schema);
    return OidIsValid(index) && IndexGetRelation(index, true) == table && get_index_isvalid(index) ? index : InvalidOid;
}

// What changes meanwhile is told, too: then it is not known any more.
void look() {
    const Oid schema = get_namespace_oid("wf", false);
    known = {};
    known.table = get_relname_relid("instance", schema);
    const Oid table = known.table;
    const Relation relation = relation_open(table, AccessShareLock);
    const bool is_plain = is_whole_heap(relation);
    const Oid key_index = is_plain ? primary_key_index(relation) : InvalidOid;
    relation_close(relation, NoLock);
    const Oid row_index = valid_index("instance_business_idx", schema, table);
    if (known.table != table) return;
    known = {.table = table,
             .is_plain = is_plain,
             .key_index = key_index,
             .row_index = row_index,
             .tenant = get_attnum(table, "tenant_id"),
             .instance = get_attnum(table, "instance_id"),
             .business_table = get_attnum(table, "business_table"),
             .business_key = get_attnum(table, "business_key"),
             .ended_at = get_attnum(table, "ended_at")};
}

}  // namespace

InstanceTable instance_table() {
    forget_when_changed();
    while (!OidIsValid(known.table)) look();
    InstanceTable now = known;
    now.is_plain = now.is_plain && settings::reaches_rows_directly();
    return now;
}

}  // namespace wf::pg
