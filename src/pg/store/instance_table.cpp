#include "pg/store/instance_table.hpp"

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

void look() {
    const Oid schema = get_namespace_oid("wf", false);
    const Oid table = get_relname_relid("instance", schema);
    InstanceTable found;
    found.table = table;
    found.is_plain = get_rel_relkind(table) == RELKIND_RELATION && !has_subclass(table);
    if (found.is_plain) {
        const Relation relation = table_open(table, AccessShareLock);
        found.key_index = primary_key_index(relation);
        table_close(relation, NoLock);
    }
    found.row_index = get_relname_relid("instance_business_idx", schema);
    found.tenant = get_attnum(table, "tenant_id");
    found.instance = get_attnum(table, "instance_id");
    found.business_table = get_attnum(table, "business_table");
    found.business_key = get_attnum(table, "business_key");
    found.ended_at = get_attnum(table, "ended_at");
    known = found;
}

}  // namespace

InstanceTable instance_table() {
    forget_when_changed();
    if (!OidIsValid(known.table)) look();
    InstanceTable now = known;
    now.is_plain = now.is_plain && settings::reaches_rows_directly();
    return now;
}

}  // namespace wf::pg
