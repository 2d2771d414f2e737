// The one place that includes PostgreSQL's headers. Include it last: it defines names such as Node, List and
// Min. What differs between server versions (15 to 19) is settled here and nowhere else.
#pragma once

extern "C" {
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/tupconvert.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "catalog/index.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_am.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_database.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/async.h"
#include "commands/dbcommands.h"
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "commands/sequence.h"
#include "commands/trigger.h"
#include "common/cryptohash.h"
#include "common/hashfn.h"
#include "common/pg_prng.h"
#include "common/shortest_dec.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/planner.h"
#include "optimizer/tlist.h"
#include "parser/parse_clause.h"
#include "parser/parsetree.h"
#include "partitioning/partbounds.h"
#include "partitioning/partdesc.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "replication/logicalworker.h"
#include "storage/bufmgr.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "storage/lwlock.h"
#include "storage/proc.h"
#include "storage/procarray.h"
#include "storage/shmem.h"
#include "tcop/pquery.h"
#include "tcop/tcopprot.h"
#include "tcop/utility.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/backend_status.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/partcache.h"
#include "utils/plancache.h"
#include "utils/portal.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/resowner.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"
#include "utils/uuid.h"
#include "utils/varlena.h"
#if PG_VERSION_NUM >= 160000
#include "utils/guc_hooks.h"
#include "varatt.h"
#endif
}

#if PG_VERSION_NUM < 150000
#error "wf_engine needs PostgreSQL 15 or newer"
#endif

#undef gettext
#undef _

namespace wf::pg {

// A set-returning function that fills a tuplestore: 15 calls it otherwise.
inline void init_row_set(FunctionCallInfo fcinfo) {
#if PG_VERSION_NUM >= 160000
    InitMaterializedSRF(fcinfo, 0);
#else
    SetSingleFuncCall(fcinfo, 0);
#endif
}

inline IndexScanDesc begin_index_scan(Relation table, Relation index, Snapshot snapshot, int conditions) {
#if PG_VERSION_NUM >= 180000
    return index_beginscan(table, index, snapshot, nullptr, conditions, 0);
#else
    return index_beginscan(table, index, snapshot, conditions, 0);
#endif
}

// IsA() would mean our own Node.
inline bool is_a(const void* node, NodeTag tag) { return static_cast<const ::Node*>(node)->type == tag; }

// All subqueries in expressions of a statement, and all that is in an expression. Before 16 a walker is declared without parameters.
using Walker = bool (*)(::Node*, void*);
#if PG_VERSION_NUM >= 160000
inline bool walk(::Node* node, Walker walker, void* context) { return expression_tree_walker(node, walker, context); }
inline bool walk_expressions(Query* query, Walker walker, void* context) {
    return query_tree_walker(query, walker, context, QTW_IGNORE_RT_SUBQUERIES | QTW_IGNORE_CTE_SUBQUERIES);
}
#else
inline auto any_walker(Walker walker) { return reinterpret_cast<bool (*)()>(reinterpret_cast<void (*)()>(walker)); }
inline bool walk(::Node* node, Walker walker, void* context) {
    return expression_tree_walker(node, any_walker(walker), context);
}
inline bool walk_expressions(Query* query, Walker walker, void* context) {
    return query_tree_walker(query, any_walker(walker), context, QTW_IGNORE_RT_SUBQUERIES | QTW_IGNORE_CTE_SUBQUERIES);
}
#endif

// What an update means for the indexes of its table. Since 16 it may be that only those that summarize (BRIN) have
// to learn of the new row.
#if PG_VERSION_NUM >= 160000
using IndexesToUpdate = TU_UpdateIndexes;
inline bool is_any(IndexesToUpdate indexes) { return indexes != TU_None; }
#else
using IndexesToUpdate = bool;
inline bool is_any(IndexesToUpdate indexes) { return indexes; }
#endif

// `updated`: nullptr for a row that is new. False, if the row may be double: a unique index has its key already.
inline bool insert_index_entries(ResultRelInfo* table, TupleTableSlot* row, EState* state, const IndexesToUpdate* updated,
                                 bool may_be_double) {
#if PG_VERSION_NUM >= 160000
    return ExecInsertIndexTuples(table, row, state, updated != nullptr, may_be_double, nullptr, NIL,
                                 updated != nullptr && *updated == TU_Summarizing) == NIL;
#else
    return ExecInsertIndexTuples(table, row, state, updated != nullptr, may_be_double, nullptr, NIL) == NIL;
#endif
}

// What pg_stat_activity shows of a session; counted from 1.
inline const PgBackendStatus& session_at(int place) {
#if PG_VERSION_NUM >= 160000
    return pgstat_get_local_beentry_by_index(place)->backendStatus;
#else
    return pgstat_fetch_stat_local_beentry(place)->backendStatus;
#endif
}

// Our own primary keys are not deferrable, so whether such a one counts does not matter.
inline Oid primary_key_index(Relation table) {
#if PG_VERSION_NUM >= 180000
    return RelationGetPrimaryKeyIndex(table, false);
#else
    return RelationGetPrimaryKeyIndex(table);
#endif
}

// Makes a jsonb array or object of what is pushed. Since 19 the server's state holds the result itself.
class JsonbBuilder {
public:
    void push(JsonbIteratorToken token, JsonbValue* value) {
#if PG_VERSION_NUM >= 190000
        pushJsonbValue(&state_, token, value);
#else
        result_ = pushJsonbValue(&state_, token, value);
#endif
    }

    // After the last push, which ends the outermost array or object.
    Datum result() const {
#if PG_VERSION_NUM >= 190000
        return JsonbPGetDatum(JsonbValueToJsonb(state_.result));
#else
        return JsonbPGetDatum(JsonbValueToJsonb(result_));
#endif
    }

private:
#if PG_VERSION_NUM >= 190000
    JsonbInState state_{};
#else
    JsonbParseState* state_ = nullptr;
    JsonbValue* result_ = nullptr;
#endif
};

// search_path = pg_catalog for the rest of this scope; undone by the server itself on error.
class SafeSearchPath {
public:
    void push() {
#if PG_VERSION_NUM >= 170000
        guc_level_ = NewGUCNestLevel();
        RestrictSearchPath();
#else
        OverrideSearchPath path{};
        path.addCatalog = true;
        path.addTemp = false;
        PushOverrideSearchPath(&path);
#endif
    }
    void pop() {
#if PG_VERSION_NUM >= 170000
        AtEOXact_GUC(false, guc_level_);
#else
        PopOverrideSearchPath();
#endif
    }

private:
#if PG_VERSION_NUM >= 170000
    int guc_level_ = 0;
#endif
};

inline List* names_in(const char* name) {
#if PG_VERSION_NUM >= 160000
    return stringToQualifiedNameList(name, nullptr);
#else
    return stringToQualifiedNameList(name);
#endif
}

// The table or view that `name` means to the current user by the search_path; InvalidOid if there is none.
inline Oid relation_named(const char* name) {
    return RangeVarGetRelid(makeRangeVarFromNameList(names_in(name)), NoLock, true);
}

// The one that a name with its schema means, as the engine has stored it: whoever asks, with no right in that schema.
inline Oid stored_relation(const char* name, LOCKMODE lock = NoLock) {
    const List* const names = names_in(name);
    if (list_length(names) != 2) return InvalidOid;
    const auto find = [&] {
        return get_relname_relid(strVal(lsecond(names)), get_namespace_oid(strVal(linitial(names)), true));
    };
    Oid found = find();
    // Once it is locked, the name may mean another one.
    while (lock != NoLock && OidIsValid(found)) {
        LockRelationOid(found, lock);
        const Oid now = find();
        if (now == found) break;
        UnlockRelationOid(found, lock);
        found = now;
    }
    return found;
}

// All rows of a portal, as a client's statement is run.
inline void run_portal(Portal portal, DestReceiver* receiver) {
#if PG_VERSION_NUM >= 180000
    PortalRun(portal, FETCH_ALL, true, receiver, receiver, nullptr);
#else
    PortalRun(portal, FETCH_ALL, true, true, receiver, receiver, nullptr);
#endif
}

inline bool table_privilege(Oid table, Oid role, AclMode mode) {
    return pg_class_aclcheck(table, role, mode) == ACLCHECK_OK;
}

inline bool owns_table(Oid table, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(RelationRelationId, table, role);
#else
    return pg_class_ownercheck(table, role);
#endif
}

inline bool column_privilege(Oid table, AttrNumber column, Oid role, AclMode mode) {
    return pg_attribute_aclcheck(table, column, role, mode) == ACLCHECK_OK;
}

}  // namespace wf::pg
