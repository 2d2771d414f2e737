// A row found by the index of its key, and locked: what SELECT ... FOR UPDATE does, without the executor around it,
// which costs more than the work itself. Every command begins with an instance, and with the row that it is about.
#pragma once

#include "pg/server/spi.hpp"

#include <vector>

namespace wf::pg {

struct RowByKey {
    bool is_there = false;
    std::vector<Param> columns;  // of the table, by number: column 1 is the first

    const Param& operator[](AttrNumber column) const { return columns[static_cast<std::size_t>(column - 1)]; }
};

struct KeyLock {
    LockTupleMode mode = LockTupleExclusive;
    LockWaitPolicy wait = LockWaitBlock;  // or LockWaitSkip: a row that somebody has locked is not there
    AttrNumber only_if_null = 0;          // a row with a value in this column is not there; it never changes
};

// False: partitioned tables and those with children, which have no index together; rows that a policy may hide from
// their owner, too. A statement has to ask for them.
bool can_lock_by_key(Oid table);

// As SELECT ... FOR UPDATE sees it: as it is committed now, or as this transaction has written it; with an older
// snapshot, as that has it, or 40001 if somebody has changed it since. `index`: unique, of the columns of `key`.
// Needs the rights of the owner.
RowByKey lock_row_by_key(Oid table, Oid index, const std::vector<Param>& key, const KeyLock& how);

}  // namespace wf::pg
