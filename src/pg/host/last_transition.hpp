// The transition of a state machine that a row has made, for those who write it down: triggers of the same row that run after
// that of the machine. By name those of wf.track do: wf_track... comes after wf_machine...
#pragma once

#include <string>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// One version of a row, in the table or partition that has it, and the column.
struct RowVersion {
    Oid relation = InvalidOid;
    ItemPointerData place{};
    AttrNumber column = 0;
};

void note_transition(const RowVersion& row, std::string_view transition);
// Empty: the row has made none in this column, or it is not known any more.
std::string transition_made_by(const RowVersion& row);

}  // namespace wf::pg
