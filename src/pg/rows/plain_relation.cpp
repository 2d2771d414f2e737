#include "pg/rows/plain_relation.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Citus keeps the rows of a table in others, and looks like a plain heap all the same.
bool is_distributed() { return OidIsValid(get_relname_relid("pg_dist_partition", PG_CATALOG_NAMESPACE)); }

}  // namespace

bool is_whole_heap(Relation relation) {
    const FormData_pg_class& form = *relation->rd_rel;
    return form.relkind == RELKIND_RELATION && form.relam == HEAP_TABLE_AM_OID && !form.relhassubclass &&
           !form.relforcerowsecurity && !is_distributed();
}

bool is_plain(Relation relation) {
    const FormData_pg_class& form = *relation->rd_rel;
    return (is_whole_heap(relation) ||
            (form.relkind == RELKIND_PARTITIONED_TABLE && !form.relforcerowsecurity && !is_distributed())) &&
           form.relowner == GetUserId() && !form.relhasrules;
}

bool has_other_unique_index(Relation relation, Oid key_index) {
    bool found = false;
    List* const indexes = RelationGetIndexList(relation);
    ListCell* cell = nullptr;
    foreach (cell, indexes) {
        if (lfirst_oid(cell) == key_index) continue;
        const Relation index = index_open(lfirst_oid(cell), AccessShareLock);
        found = found || index->rd_index->indisunique || index->rd_index->indisexclusion;
        index_close(index, NoLock);
    }
    list_free(indexes);
    return found;
}

bool is_computed(const FormData_pg_attribute& column) {
    return column.atthasdef || column.attgenerated || column.attidentity || get_typtype(column.atttypid) == TYPTYPE_DOMAIN;
}

bool fires_at_insert(const TriggerDesc& triggers) {
    return triggers.trig_insert_before_row || triggers.trig_insert_after_row || triggers.trig_insert_instead_row ||
           triggers.trig_insert_before_statement || triggers.trig_insert_after_statement ||
           triggers.trig_insert_new_table;
}

bool fires_at_update(const TriggerDesc& triggers) {
    return triggers.trig_update_before_row || triggers.trig_update_after_row || triggers.trig_update_instead_row ||
           triggers.trig_update_before_statement || triggers.trig_update_after_statement ||
           triggers.trig_update_new_table || triggers.trig_update_old_table;
}

bool fires_at_delete(const TriggerDesc& triggers) {
    return triggers.trig_delete_before_row || triggers.trig_delete_after_row || triggers.trig_delete_instead_row ||
           triggers.trig_delete_before_statement || triggers.trig_delete_after_statement ||
           triggers.trig_delete_old_table;
}

}  // namespace wf::pg
