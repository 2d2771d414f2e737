#include "pg/row_update.hpp"

#include "pg/error_boundary.hpp"

#include <type_traits>

#include "pg/postgres.hpp"

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

// What fires after the write does so without the restriction.
void finish_unrestricted(QueryDesc* query) {
    Oid owner = InvalidOid;
    int restricted = 0;
    GetUserIdAndSecContext(&owner, &restricted);
    SetUserIdAndSecContext(owner, restricted & ~SECURITY_RESTRICTED_OPERATION);
    ExecutorFinish(query);
    SetUserIdAndSecContext(owner, restricted);
}

std::uint64_t execute(PlannedStmt* plan, const char* sql, ParamListInfo parameters) {
    CommandCounterIncrement();
    PushActiveSnapshot(GetTransactionSnapshot());
    UpdateActiveSnapshotCommandId();
    QueryDesc* const query = CreateQueryDesc(plan, sql, GetActiveSnapshot(), InvalidSnapshot, None_Receiver, parameters,
                                             nullptr, 0);
    ExecutorStart(query, 0);
    run(ExecutorRun, query);
    const std::uint64_t rows = query->estate->es_processed;
    finish_unrestricted(query);
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
                execute(linitial_node(PlannedStmt, only->stmt_list), statement, list_of(type, parameter, count));
            ReleaseCachedPlan(only, nullptr);
            return rows;
        }
        Datum values[INDEX_MAX_KEYS + 1];
        for (int i = 0; i < count; ++i) values[i] = parameter[i].value;
        const int result = SPI_execute_plan(plan, values, nullptr, false, 0);
        if (result < 0) elog(ERROR, "cannot write: %s", SPI_result_code_string(result));
        return static_cast<std::uint64_t>(SPI_processed);
    });
}

}  // namespace wf::pg
