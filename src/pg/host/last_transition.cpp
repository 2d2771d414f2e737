#include "pg/host/last_transition.hpp"

#include "pg/server/trigger_place.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct LastTransition {
    RowVersion row;
    SubTransaction within;
    std::string name;
};

LastTransition& last() {
    static LastTransition transition;
    return transition;
}

}  // namespace

bool RowVersion::operator==(const RowVersion& other) const {
    return relation == other.relation && column == other.column &&
           ItemPointerGetBlockNumberNoCheck(&place) == ItemPointerGetBlockNumberNoCheck(&other.place) &&
           ItemPointerGetOffsetNumberNoCheck(&place) == ItemPointerGetOffsetNumberNoCheck(&other.place);
}

void note_transition(const RowVersion& row, std::string_view transition) {
    last() = {row, SubTransaction::current(), std::string{transition}};
}

std::string transition_made_by(const RowVersion& row) {
    const LastTransition& known = last();
    const bool is_it = known.row == row && known.within.is_under_way();
    return is_it ? known.name : std::string{};
}

}  // namespace wf::pg
