#include "pg/host/last_transition.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct LastTransition {
    RowVersion row;
    FullTransactionId transaction{};
    std::string name;
};

LastTransition& last() {
    static LastTransition transition;
    return transition;
}

FullTransactionId this_transaction() {
    return call([] { return GetTopFullTransactionIdIfAny(); });
}

}  // namespace

void note_transition(const RowVersion& row, std::string_view transition) {
    last() = {row, this_transaction(), std::string{transition}};
}

std::string transition_made_by(const RowVersion& row) {
    const LastTransition& known = last();
    const bool is_it = known.row.relation == row.relation && known.row.column == row.column &&
                       ItemPointerEquals(&const_cast<LastTransition&>(known).row.place, &const_cast<RowVersion&>(row).place) &&
                       FullTransactionIdEquals(known.transaction, this_transaction());
    return is_it ? known.name : std::string{};
}

}  // namespace wf::pg
