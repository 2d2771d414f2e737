// Rows of a table through its index and its storage, as the executor does it for a statement, without the statement.
#pragma once

#include "pg/rows/key_scan.hpp"
#include "pg/rows/row_writing.hpp"
#include "pg/server/spi.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct Column {
    const char* name;
    Oid type;
};

struct Change {
    std::size_t column;  // by its place among the columns of the table
    Param value;
};

constexpr std::size_t max_columns = 32;
constexpr std::size_t max_key = 8;
constexpr std::size_t no_column = max_columns;
constexpr std::uint64_t all_columns = ~std::uint64_t{0};

// Within call(): nothing here has a destructor.
enum class Answer {
    ByStatement,  // nothing was done: a statement has to do it
    Done,
    Missing
};

// What is known of a relation, until it changes.
struct Shape {
    Oid relation = InvalidOid;  // InvalidOid: it has to be looked at
    Oid key_index = InvalidOid;
    bool can_find = false;
    bool can_insert = false;
    bool can_insert_new = false;
    bool can_update = false;
    bool can_delete = false;
    int partitioned_by = -1;  // the column; -1: the rows are in the table itself
    AttrNumber places[max_columns] = {};
    KeyColumn key[max_key] = {};
    IndexConditions conditions = {};
};

// Where a row was when it was locked: as long as its transaction goes on and has not written it, it is there. A hint:
// what is no longer there is found by its key.
struct RowPlace {
    TransactionId transaction = InvalidTransactionId;
    Oid relation = InvalidOid;
    ItemPointerData place = {};
};

// The one place that says which relation has the rows of a table, and whether they may be reached without SQL: if it
// is a plain heap of ours with the columns and the key that the engine has made, or a partition of one that is found by
// its bounds; and if nothing is to happen at the change that only a statement makes happen: no trigger, rule, default
// or generated column of a DBA, no policy that holds for the owner, no Citus. Indexes, constraints and publications are
// served either way. With wf_engine.row_access = sql, never.
class DirectRows {
public:
    // `index`: nullptr for that of the primary key.
    DirectRows(const char* name, const char* index, std::size_t key_size, const std::vector<Column>& columns);

    Answer insert(const Param* rows, std::size_t count);
    // Without those whose key is there already.
    Answer insert_new(const Param* rows, std::size_t count);
    // `row` gets a value for each column that `wanted` has a bit for, in the memory context of the caller.
    Answer find(const Param* key, std::size_t key_size, std::uint64_t wanted, Access access, Param* row);
    // Waits for whoever has it; with LockWaitSkip it is missing then. It is missing too if `null` (a column, or
    // no_column) is not null.
    Answer lock(const Param* key, LockWaitPolicy wait, std::size_t null, Param* row, RowPlace& place);
    Answer update(const Param* key, const RowPlace& place, const Change* changes, std::size_t count);
    Answer remove(const Param* key, Param* row);

private:
    static void forget_relation(Datum, Oid relation);
    static std::vector<DirectRows*>& all();
    void forget(Oid relation);
    // Locked; nullptr: a statement has to do it.
    Relation open(LOCKMODE lock, bool Shape::*may);
    Relation open_named(LOCKMODE lock);
    Relation open_partition(Relation root, const Param* row);
    Shape look_at(Relation relation) const;
    bool has_columns(Relation relation, Shape& shape) const;
    Oid index_of(Relation relation) const;
    bool find_key(Relation index, Shape& shape) const;
    bool are_of_one_moment(const Param* rows, std::size_t count) const;
    void set(TupleTableSlot* slot, const Shape& shape, const Param* row) const;
    void insert_into(Relation table, const Shape& shape, const Param* rows, std::size_t count) const;
    void insert_together(Writing& writing, const Shape& shape, const Param* rows, std::size_t count) const;
    void copy(TupleTableSlot* slot, std::uint64_t wanted, Param* row) const;
    template <class Use>
    Answer on_row(Relation table, LOCKMODE lock, const Param* key, std::size_t key_size, Access access,
                  const RowPlace& place, Use use) const;
    template <class Use>
    Answer on_row_to_write(Relation table, const Param* key, const RowPlace& place, Use use) const {
        return on_row(table, RowExclusiveLock, key, key_size_, Access::ReadWrite, place, use);
    }
    bool is_there(const RowPlace& place, KeyScan& scan, Snapshot snapshot) const;

    const char* const name_;
    const char* const index_;
    const std::size_t key_size_;
    const std::vector<Column>& columns_;
    Shape table_;
    Shape partition_;  // the one that was written last
};

}  // namespace wf::pg
