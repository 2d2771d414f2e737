// Constraints and indexes of a table while rows of it are written. C code: within call().
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Of an index of some rows: whether a column has to be null, or has not to be.
struct NullCondition {
    AttrNumber column;
    bool is_null;
};

constexpr int max_null_conditions = 4;

// Those conditions of an index that the row itself answers. They never change, so an index need not be opened to know that it has
// no entry for a row.
struct IndexCondition {
    Oid index;
    int count;
    NullCondition nulls[max_null_conditions];
};

constexpr int max_index_conditions = 16;

// Of the indexes of a table; one that is not among them is taken to be of all rows until it is opened.
struct IndexConditions {
    int count;
    IndexCondition indexes[max_index_conditions];
};

struct Writing {
    EState* state;
    MemoryContext before;
    ResultRelInfo* table;
    TupleTableSlot* row;  // the one that is written
    IndexConditions conditions;
    List* indexes;   // of the table; those that a row needed are open
    bool* is_ready;  // one that is not gets no entries
    bool has_indexes;
};

IndexConditions index_conditions(Relation table);
// `table` is locked to be written; `conditions` are its own. Until the end memory is that of the writing.
Writing begin_writing(Relation table, const IndexConditions& conditions);
// An error if the row breaks one.
void check_constraints(const Writing& writing);
// The row has been written and knows its place. `updated`: nullptr for a new one. `may_be_double`: false is given if a
// unique index has its key already, instead of an error.
bool write_index_entries(Writing& writing, const IndexesToUpdate* updated, bool may_be_double = false);
void end_writing(Writing& writing);

}  // namespace wf::pg
