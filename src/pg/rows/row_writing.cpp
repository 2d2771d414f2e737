#include "pg/rows/row_writing.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

AttrNumber column_not_null(const IndexInfo& index) {
    if (list_length(index.ii_Predicate) != 1 || !is_a(linitial(index.ii_Predicate), T_NullTest)) return 0;
    const auto* const test = static_cast<const NullTest*>(linitial(index.ii_Predicate));
    if (test->nulltesttype != IS_NOT_NULL || test->argisrow || !is_a(test->arg, T_Var)) return 0;
    const AttrNumber column = reinterpret_cast<const Var*>(test->arg)->varattno;
    return column > 0 ? column : AttrNumber{0};
}

void open_indexes(Writing& writing) {
    ExecOpenIndices(writing.table, false);
    const auto count = static_cast<std::size_t>(writing.table->ri_NumIndices);
    writing.has_indexes = true;
    writing.conditions = static_cast<IndexCondition*>(palloc0((count + 1) * sizeof(IndexCondition)));
    for (std::size_t i = 0; i < count; ++i) {
        IndexInfo& index = *writing.table->ri_IndexRelationInfo[i];
        writing.conditions[i] = {column_not_null(index), index.ii_ReadyForInserts};
        if (writing.conditions[i].not_null != 0) index.ii_Predicate = NIL;
    }
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

// That a column is not null is asked of the row itself: the executor would make an expression of it for each.
void write_index_entries(Writing& writing, const IndexesToUpdate* updated) {
    if (!writing.has_indexes) open_indexes(writing);
    for (int i = 0; i < writing.table->ri_NumIndices; ++i) {
        const IndexCondition& condition = writing.conditions[i];
        if (condition.not_null != 0)
            writing.table->ri_IndexRelationInfo[i]->ii_ReadyForInserts =
                condition.is_ready && !slot_attisnull(writing.row, condition.not_null);
    }
    if (writing.table->ri_NumIndices > 0) insert_index_entries(writing.table, writing.row, writing.state, updated);
    ResetPerTupleExprContext(writing.state);
}

void end_writing(Writing& writing) {
    if (writing.has_indexes) ExecCloseIndices(writing.table);
    ExecDropSingleTupleTableSlot(writing.row);
    MemoryContextSwitchTo(writing.before);
    FreeExecutorState(writing.state);
}

}  // namespace wf::pg
