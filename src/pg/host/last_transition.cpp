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

bool RowVersion::operator==(const RowVersion& other) const {
    return relation == other.relation && column == other.column &&
           ItemPointerGetBlockNumberNoCheck(&place) == ItemPointerGetBlockNumberNoCheck(&other.place) &&
           ItemPointerGetOffsetNumberNoCheck(&place) == ItemPointerGetOffsetNumberNoCheck(&other.place);
}

void note_transition(const RowVersion& row, std::string_view transition) {
    last() = {row, this_transaction(), std::string{transition}};
}

std::string transition_made_by(const RowVersion& row) {
    const LastTransition& known = last();
    const bool is_it = known.row == row && FullTransactionIdEquals(known.transaction, this_transaction());
    return is_it ? known.name : std::string{};
}

}  // namespace wf::pg
