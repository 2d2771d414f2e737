#include "pg/host/row_update.hpp"

#include "pg/server/error_boundary.hpp"

#include <type_traits>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool is_check_of_server(Oid function) {
    switch (function) {
        case F_RI_FKEY_CHECK_UPD:
        case F_RI_FKEY_NOACTION_UPD:
        case F_RI_FKEY_RESTRICT_UPD:
        case F_UNIQUE_KEY_RECHECK:
            return true;
        default:
            return false;
    }
}

bool is_of_engine(Oid function) {
    if (get_func_namespace(function) != get_namespace_oid("wf", false)) return false;
    const char* const name = get_func_name(function);
    return strcmp(name, "_row_written") == 0 || strcmp(name, "_row_needs_approval") == 0;
}

bool is_harmless(const Trigger& trigger) {
    if (!TRIGGER_FOR_AFTER(trigger.tgtype) || !TRIGGER_FOR_UPDATE(trigger.tgtype)) return true;
    return is_check_of_server(trigger.tgfoid) || is_of_engine(trigger.tgfoid);
}

// The rows of children have triggers of their own, rules write other tables, and types of others have an equality
// of others. Without anything that can be deferred there is nothing to leave.
bool leaves_checks_only(const BoundTable& bound) {
    const Relation table = table_open(bound.table, AccessShareLock);
    bool result = bound.is_plain && table->rd_rel->relkind == RELKIND_RELATION && !table->rd_rel->relhassubclass &&
                  table->rd_rules == nullptr && table->trigdesc != nullptr;
    bool is_any_deferrable = false;
    for (int i = 0; result && i < table->trigdesc->numtriggers; ++i) {
        const Trigger& trigger = table->trigdesc->triggers[i];
        is_any_deferrable = is_any_deferrable || trigger.tgdeferrable;
        result = is_harmless(trigger);
    }
    table_close(table, NoLock);
    return result && is_any_deferrable;
}

ParamListInfo list_of(const Oid* types, const Param* values, int count) {
    const ParamListInfo list = makeParamList(count);
    for (int i = 0; i < count; ++i)
        list->params[i] = {values[i].value, values[i].is_null, PARAM_FLAG_CONST, types[i]};
    return list;
}

// PostgreSQL 18 takes an argument less.
template <class Run>
void run(Run executor_run, QueryDesc* query) {
    if constexpr (std::is_invocable_v<Run, QueryDesc*, ScanDirection, uint64, bool>)
        executor_run(query, ForwardScanDirection, 0, true);
    else
        executor_run(query, ForwardScanDirection, 0);
}

// The executor's own copies of what it knows of triggers: a table without children or partitions is one of them.
template <class F>
void for_each_check(QueryDesc* query, F&& f) {
    ListCell* cell = nullptr;
    foreach (cell, query->estate->es_opened_result_relations) {
        auto* const relation = static_cast<ResultRelInfo*>(lfirst(cell));
        for (int i = 0; relation->ri_TrigDesc != nullptr && i < relation->ri_TrigDesc->numtriggers; ++i)
            f(*relation, i);
    }
}

void check_at_once(ResultRelInfo& relation, int place) {
    Trigger& trigger = relation.ri_TrigDesc->triggers[place];
    if (is_check_of_server(trigger.tgfoid) || is_of_engine(trigger.tgfoid)) trigger.tgdeferrable = trigger.tginitdeferred = false;
}

Datum call_restricted(FunctionCallInfo call) {
    FmgrInfo* const shell = call->flinfo;
    Oid user = InvalidOid;
    int context = 0;
    GetUserIdAndSecContext(&user, &context);
    SetUserIdAndSecContext(user, context | SECURITY_RESTRICTED_OPERATION);
    call->flinfo = static_cast<FmgrInfo*>(shell->fn_extra);
    const Datum result = FunctionCallInvoke(call);
    call->flinfo = shell;
    SetUserIdAndSecContext(user, context);
    return result;
}

void restrict_call(ResultRelInfo& relation, int place) {
    FmgrInfo* const shell = &relation.ri_TrigFunctions[place];
    auto* const function = static_cast<FmgrInfo*>(palloc0(sizeof(FmgrInfo)));
    fmgr_info(relation.ri_TrigDesc->triggers[place].tgfoid, function);
    *shell = *function;
    shell->fn_addr = call_restricted;
    shell->fn_extra = function;
}

// The server refuses to leave a check under the restriction. So it is off while it sorts them, and on again in
// each that runs at once: a foreign key's plans a query on the other table, and calls what is in its indexes.
void finish_and_leave_checks(QueryDesc* query) {
    for_each_check(query, restrict_call);
    Oid owner = InvalidOid;
    int restricted = 0;
    GetUserIdAndSecContext(&owner, &restricted);
    SetUserIdAndSecContext(owner, restricted & ~SECURITY_RESTRICTED_OPERATION);
    ExecutorFinish(query);
    SetUserIdAndSecContext(owner, restricted);
}

// A check that runs at COMMIT does so in the session's name, and it can run code of owners: expressions of an
// exclusion constraint; whatever the plan of a foreign key's query calls. So the engine leaves none where the session
// has not, by writing to this table itself.
std::uint64_t execute(PlannedStmt* plan, const char* sql, ParamListInfo parameters, bool leaves_checks) {
    CommandCounterIncrement();
    PushActiveSnapshot(GetTransactionSnapshot());
    UpdateActiveSnapshotCommandId();
    QueryDesc* const query = CreateQueryDesc(plan, sql, GetActiveSnapshot(), InvalidSnapshot, None_Receiver, parameters,
                                             nullptr, 0);
    ExecutorStart(query, 0);
    if (!leaves_checks) for_each_check(query, check_at_once);
    run(ExecutorRun, query);
    const std::uint64_t rows = query->estate->es_processed;
    if (leaves_checks)
        finish_and_leave_checks(query);
    else
        ExecutorFinish(query);
    ExecutorEnd(query);
    FreeQueryDesc(query);
    PopActiveSnapshot();
    CommandCounterIncrement();
    return rows;
}

}  // namespace

std::uint64_t update_row(const BoundTable& table, const std::string& sql, const std::vector<Oid>& types,
                         const std::vector<Param>& parameters) {
    const char* const statement = sql.c_str();
    const int count = static_cast<int>(parameters.size());
    Oid* const type = const_cast<Oid*>(types.data());
    const Param* const parameter = parameters.data();
    return call([&] {
        const SPIPlanPtr plan = SPI_prepare(statement, count, type);
        if (plan == nullptr) elog(ERROR, "cannot plan: %s", SPI_result_code_string(SPI_result));
        CachedPlan* only = leaves_checks_only(table) ? SPI_plan_get_cached_plan(plan) : nullptr;
        if (only != nullptr && list_length(only->stmt_list) != 1) {  // of a rule
            ReleaseCachedPlan(only, nullptr);
            only = nullptr;
        }
        if (only != nullptr) {
            const std::uint64_t rows =
                execute(linitial_node(PlannedStmt, only->stmt_list), statement, list_of(type, parameter, count),
                        AfterTriggerPendingOnRel(table.table));
            ReleaseCachedPlan(only, nullptr);
            return rows;
        }
        Datum values[INDEX_MAX_KEYS + 1];
        char nulls[INDEX_MAX_KEYS + 1];
        for (int i = 0; i < count; ++i) {
            values[i] = parameter[i].value;
            nulls[i] = parameter[i].is_null ? 'n' : ' ';
        }
        const int result = SPI_execute_plan(plan, values, nulls, false, 0);
        if (result < 0) elog(ERROR, "cannot write: %s", SPI_result_code_string(result));
        return static_cast<std::uint64_t>(SPI_processed);
    });
}

}  // namespace wf::pg
