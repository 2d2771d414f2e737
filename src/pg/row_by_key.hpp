// A row of an ordinary table, found by the index of its key and locked: what SELECT ... FOR NO KEY UPDATE does,
// without the executor around it, which costs more than the work itself. Every command on a bound row begins
// with it.
#pragma once

#include "pg/binding.hpp"
#include "pg/spi.hpp"

#include <vector>

namespace wf::pg {

struct RowByKey {
    bool is_answered = false;  // false: it has to be asked by a statement
    bool is_there = false;
    std::vector<Param> columns;  // in the order of the table's
};

// As it is committed now, or as this transaction has written it; whoever has it locked is waited for. `key`:
// values of the key's columns. Needs ReadingAsOwner. Not answered: partitions and children, which have no index
// together; rows that a policy may hide from the owner, too; transactions with an older snapshot, which must
// fail where a statement would.
RowByKey lock_row_by_key(const BoundTable& table, const std::vector<Param>& key);

}  // namespace wf::pg
