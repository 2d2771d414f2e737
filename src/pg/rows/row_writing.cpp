#include "pg/rows/row_writing.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool is_of_column(const Node* condition) {
    if (!is_a(condition, T_NullTest)) return false;
    const auto* const test = reinterpret_cast<const NullTest*>(condition);
    return !test->argisrow && is_a(test->arg, T_Var) && reinterpret_cast<const Var*>(test->arg)->varattno > 0;
}

NullCondition null_condition(const Node* condition) {
    const auto* const test = reinterpret_cast<const NullTest*>(condition);
    return {reinterpret_cast<const Var*>(test->arg)->varattno, test->nulltesttype == IS_NULL};
}

IndexCondition condition_of(Relation index) {
    IndexCondition condition{RelationGetRelid(index), 0, {}};
    ListCell* cell = nullptr;
    foreach (cell, RelationGetIndexPredicate(index)) {
        const auto* const one = static_cast<const Node*>(lfirst(cell));
        if (is_of_column(one) && condition.count < max_null_conditions)
            condition.nulls[condition.count++] = null_condition(one);
    }
    return condition;
}

const IndexCondition* known_condition(const Writing& writing, Oid index) {
    const IndexConditions& known = writing.conditions;
    for (int i = 0; i < known.count; ++i)
        if (known.indexes[i].index == index) return &known.indexes[i];
    return nullptr;
}

bool is_met(const IndexCondition* condition, TupleTableSlot* row) {
    if (!condition) return true;
    for (int i = 0; i < condition->count; ++i)
        if (slot_attisnull(row, condition->nulls[i].column) != condition->nulls[i].is_null) return false;
    return true;
}

void list_indexes(Writing& writing) {
    ResultRelInfo& table = *writing.table;
    writing.has_indexes = true;
    writing.indexes = RelationGetIndexList(table.ri_RelationDesc);
    table.ri_NumIndices = list_length(writing.indexes);
    const auto count = static_cast<Size>(table.ri_NumIndices);
    table.ri_IndexRelationDescs = static_cast<RelationPtr>(palloc0(count * sizeof(Relation)));
    table.ri_IndexRelationInfo = static_cast<IndexInfo**>(palloc0(count * sizeof(IndexInfo*)));
    writing.is_ready = static_cast<bool*>(palloc0(count * sizeof(bool)));
}

// What has been looked at before the executor need not look at: it would make an expression of it for each row.
void drop_known(IndexInfo& index, const IndexCondition* condition) {
    if (!condition || condition->count == 0) return;
    List* rest = NIL;
    ListCell* cell = nullptr;
    int known = 0;
    foreach (cell, index.ii_Predicate) {
        if (known < condition->count && is_of_column(static_cast<const Node*>(lfirst(cell))))
            ++known;
        else
            rest = lappend(rest, lfirst(cell));
    }
    index.ii_Predicate = rest;
}

// The executor leaves out an index that is closed or not ready, and asks for nothing else whether it is.
void prepare_index(Writing& writing, int number) {
    ResultRelInfo& table = *writing.table;
    const Oid id = list_nth_oid(writing.indexes, number);
    const IndexCondition* const condition = known_condition(writing, id);
    const bool is_wanted = is_met(condition, writing.row);
    Relation& index = table.ri_IndexRelationDescs[number];
    IndexInfo*& info = table.ri_IndexRelationInfo[number];
    if (!index) {
        if (!is_wanted) return;
        index = index_open(id, RowExclusiveLock);
        info = BuildIndexInfo(index);
        writing.is_ready[number] = info->ii_ReadyForInserts;
        drop_known(*info, condition);
    }
    info->ii_ReadyForInserts = writing.is_ready[number] && is_wanted;
}

// The server closes what is in the list, and expects all of it to be open.
void close_indexes(ResultRelInfo& table) {
    int open = 0;
    for (int i = 0; i < table.ri_NumIndices; ++i) {
        if (!table.ri_IndexRelationDescs[i]) continue;
        table.ri_IndexRelationDescs[open] = table.ri_IndexRelationDescs[i];
        table.ri_IndexRelationInfo[open++] = table.ri_IndexRelationInfo[i];
    }
    table.ri_NumIndices = open;
    ExecCloseIndices(&table);
}

}  // namespace

IndexConditions index_conditions(Relation table) {
    IndexConditions found{};
    ListCell* cell = nullptr;
    foreach (cell, RelationGetIndexList(table)) {
        const Relation index = index_open(lfirst_oid(cell), AccessShareLock);
        const IndexCondition condition = condition_of(index);
        if (condition.count > 0 && found.count < max_index_conditions) found.indexes[found.count++] = condition;
        index_close(index, NoLock);
    }
    return found;
}

Writing begin_writing(Relation table, const IndexConditions& conditions) {
    Writing writing{};
    writing.conditions = conditions;
    writing.state = CreateExecutorState();
    writing.before = MemoryContextSwitchTo(writing.state->es_query_cxt);
    writing.table = static_cast<ResultRelInfo*>(palloc(sizeof(ResultRelInfo)));
    InitResultRelInfo(writing.table, table, 0, nullptr, 0);
    writing.row = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsVirtual);
    return writing;
}

void check_constraints(const Writing& writing) {
    writing.row->tts_tableOid = RelationGetRelid(writing.table->ri_RelationDesc);
    if (RelationGetDescr(writing.table->ri_RelationDesc)->constr) ExecConstraints(writing.table, writing.row, writing.state);
}

bool write_index_entries(Writing& writing, const IndexesToUpdate* updated, bool may_be_double) {
    if (!writing.has_indexes) list_indexes(writing);
    for (int i = 0; i < writing.table->ri_NumIndices; ++i) prepare_index(writing, i);
    const bool is_new = insert_index_entries(writing.table, writing.row, writing.state, updated, may_be_double);
    ResetPerTupleExprContext(writing.state);
    return is_new;
}

void end_writing(Writing& writing) {
    if (writing.has_indexes) close_indexes(*writing.table);
    ExecDropSingleTupleTableSlot(writing.row);
    MemoryContextSwitchTo(writing.before);
    FreeExecutorState(writing.state);
}

}  // namespace wf::pg
