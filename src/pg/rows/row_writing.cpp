#include "pg/rows/row_writing.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Takes those conditions out of an index that the row itself answers: the executor would make an expression of them for
// each row. What is left is for the executor.
IndexCondition take_condition(IndexInfo& index) {
    IndexCondition condition{nullptr, 0, index.ii_ReadyForInserts};
    const int count = list_length(index.ii_Predicate);
    if (count == 0) return condition;
    condition.nulls = static_cast<NullCondition*>(palloc(static_cast<Size>(count) * sizeof(NullCondition)));
    List* rest = NIL;
    ListCell* cell = nullptr;
    foreach (cell, index.ii_Predicate) {
        const auto* const test = static_cast<const NullTest*>(lfirst(cell));
        const bool is_simple = is_a(test, T_NullTest) && !test->argisrow && is_a(test->arg, T_Var) &&
                               reinterpret_cast<const Var*>(test->arg)->varattno > 0;
        if (is_simple)
            condition.nulls[condition.count++] = {reinterpret_cast<const Var*>(test->arg)->varattno,
                                                  test->nulltesttype == IS_NULL};
        else
            rest = lappend(rest, lfirst(cell));
    }
    index.ii_Predicate = rest;
    return condition;
}

void open_indexes(Writing& writing) {
    ExecOpenIndices(writing.table, false);
    const auto count = static_cast<std::size_t>(writing.table->ri_NumIndices);
    writing.has_indexes = true;
    writing.conditions = static_cast<IndexCondition*>(palloc((count + 1) * sizeof(IndexCondition)));
    for (std::size_t i = 0; i < count; ++i) writing.conditions[i] = take_condition(*writing.table->ri_IndexRelationInfo[i]);
}

bool is_met(const IndexCondition& condition, TupleTableSlot* row) {
    for (int i = 0; i < condition.count; ++i)
        if (slot_attisnull(row, condition.nulls[i].column) != condition.nulls[i].is_null) return false;
    return true;
}

}  // namespace

Writing begin_writing(Relation table) {
    Writing writing{};
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
    if (!writing.has_indexes) open_indexes(writing);
    if (writing.table->ri_NumIndices == 0) return true;
    // The executor leaves out an index that is not ready, and asks for nothing else whether it is.
    for (int i = 0; i < writing.table->ri_NumIndices; ++i)
        writing.table->ri_IndexRelationInfo[i]->ii_ReadyForInserts =
            writing.conditions[i].is_ready && is_met(writing.conditions[i], writing.row);
    const bool is_new = insert_index_entries(writing.table, writing.row, writing.state, updated, may_be_double);
    ResetPerTupleExprContext(writing.state);
    return is_new;
}

void end_writing(Writing& writing) {
    if (writing.has_indexes) ExecCloseIndices(writing.table);
    ExecDropSingleTupleTableSlot(writing.row);
    MemoryContextSwitchTo(writing.before);
    FreeExecutorState(writing.state);
}

}  // namespace wf::pg
