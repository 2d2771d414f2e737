// One row by the unique index of its key, as whoever changes it has to see it. C code: within call().
#pragma once

#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

// How an index compares one of its columns.
struct KeyColumn {
    RegProcedure equality = InvalidOid;
    Oid collation = InvalidOid;
};
KeyColumn key_column(Relation index, int number);  // from 0

struct KeyScan {
    Relation table;
    Oid index_id;
    LOCKMODE lock;        // of the table, and of the index as well
    Relation index;       // nullptr: nothing has been looked for yet
    TupleTableSlot* row;  // where it is put
    ScanKeyData conditions[INDEX_MAX_KEYS];
    int count;
};

// `table` is locked so; a value of `key` for each of these columns of the index, or for its first ones.
void begin_key_scan(KeyScan& scan, Relation table, LOCKMODE lock, Oid index, const KeyColumn* columns, const Param* key,
                    int count);
void end_key_scan(KeyScan& scan);

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
