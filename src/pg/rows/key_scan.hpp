// One row by the unique index of its key, as whoever changes it has to see it. C code: within call().
#pragma once

#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct KeyScan {
    Relation table;
    Relation index;
    TupleTableSlot* row;  // where it is put
    ScanKeyData conditions[INDEX_MAX_KEYS];
    int count;
};

// `table` is locked; `key` has a value for each column of the index, or for its first ones. `equalities`: what they are
// compared with, equality_of() each.
void begin_key_scan(KeyScan& scan, Relation table, Oid index, const RegProcedure* equalities, const Param* key,
                    int count);
void end_key_scan(KeyScan& scan);

// As the index itself compares its column, counted from 0.
RegProcedure equality_of(Relation index, int column);

// Committed now, or written by this transaction; with an older snapshot, as that has it. To be registered.
Snapshot snapshot_to_change();

// False: there is none.
bool find_row(KeyScan& scan, Snapshot snapshot);

enum class Tried { Done, Missing, Again };

// Locks the row that was found. Again: whoever had it has written it, and its key may be another now.
Tried lock_found(KeyScan& scan, Snapshot snapshot, LockTupleMode mode, LockWaitPolicy wait);

// What an update or a delete of it has come to: whoever was changing it has ended by now.
Tried tried(Relation table, TM_Result result);

}  // namespace wf::pg
