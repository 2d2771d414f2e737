#include "pg/store/instance_table.hpp"

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

}  // namespace

const InstanceTable& instance_table() {
    if (OidIsValid(known.table)) return known;
    forget_when_changed();
    const Oid schema = get_namespace_oid("wf", false);
    const Oid table = get_relname_relid("instance", schema);
    const Relation relation = table_open(table, AccessShareLock);
    const Oid key_index = primary_key_index(relation);
    table_close(relation, NoLock);
    known = {.table = table,
             .key_index = key_index,
             .row_index = get_relname_relid("instance_business_idx", schema),
             .tenant = get_attnum(table, "tenant_id"),
             .instance = get_attnum(table, "instance_id"),
             .definition = get_attnum(table, "definition_id"),
             .business_table = get_attnum(table, "business_table"),
             .business_key = get_attnum(table, "business_key"),
             .title = get_attnum(table, "title"),
             .parent = get_attnum(table, "parent_instance_id"),
             .parent_token = get_attnum(table, "parent_token"),
             .ended_at = get_attnum(table, "ended_at"),
             .data = get_attnum(table, "data"),
             .state = get_attnum(table, "state"),
             .revokes = get_attnum(table, "revokes_instance_id")};
    return known;
}

}  // namespace wf::pg
