// Constraints and indexes of a table while rows of it are written. C code: within call().
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Of an index of some rows: whether columns have to be null, or have not to be.
struct NullCondition {
    AttrNumber column;
    bool is_null;
};

struct IndexCondition {
    NullCondition* nulls;
    int count;
    bool is_ready;
};

struct Writing {
    EState* state;
    MemoryContext before;
    ResultRelInfo* table;
    TupleTableSlot* row;  // the one that is written
    bool has_indexes;
    IndexCondition* conditions;  // of the indexes
};

// `table` is locked to be written. Until the end memory is that of the writing.
Writing begin_writing(Relation table);
// An error if the row breaks one.
void check_constraints(const Writing& writing);
// The row has been written and knows its place. `updated`: nullptr for a new one. `may_be_double`: false is given if a
// unique index has its key already, instead of an error.
bool write_index_entries(Writing& writing, const IndexesToUpdate* updated, bool may_be_double = false);
void end_writing(Writing& writing);

}  // namespace wf::pg
