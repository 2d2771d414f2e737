// The transition of a state machine that a row has made, for those who write it down: the next trigger of the same row. Triggers
// run in the order of their names, and 0_wf_track... comes behind 0_wf_machine...
#pragma once

#include <string>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// One version of a row, in the table or partition that has it, and the column.
struct RowVersion {
    Oid relation = InvalidOid;
    ItemPointerData place{};
    std::string column{};  // partitions may have it in another place

    bool operator==(const RowVersion& other) const;
};

void note_transition(const RowVersion& row, std::string_view transition);
// Empty: the row has made none in this column, or it is not known any more.
std::string transition_made_by(const RowVersion& row);

}  // namespace wf::pg
