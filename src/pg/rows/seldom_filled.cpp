#include "pg/rows/seldom_filled.hpp"

#include "pg/rows/plain_relation.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

bool SeldomFilled::may_have_rows() {
    const Relation table = table_open(table_.id(), AccessShareLock);
    // What becomes of it from here on waits for the lock; what became of it before is told by now, and counted.
    static_cast<void>(table_.id());
    if (known_ != table_.times_looked_up()) {
        is_whole_heap_ = is_whole_heap(table);
        known_ = table_.times_looked_up();
    }
    const bool may_have_rows = !is_whole_heap_ || RelationGetNumberOfBlocks(table) > 0;
    table_close(table, NoLock);
    return may_have_rows;
}

}  // namespace wf::pg
