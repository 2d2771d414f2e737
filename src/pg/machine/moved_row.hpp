// An UPDATE that moves a row to another partition deletes it here and inserts it there: of one change two triggers hear.
#pragma once

#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Of a trigger for DELETE: remembers the row, with the columns of the table as a whole, if this statement only moves it.
// `as_of_table`: the same row.
void note_if_moved(const TriggerData& trigger, Oid table, HeapTuple as_of_table);

// Of a trigger for INSERT: the row as it was before it was moved here; nullptr: it is new.
HeapTuple moved_from(const TriggerData& trigger, Oid table);

}  // namespace wf::pg
