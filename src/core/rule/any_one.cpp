// Any one (或签): the first approval decides; rejected only when all have rejected.
#include "core/rule/rule.hpp"

namespace wf {

Verdict any_one(const Tally& votes) {
    if (votes.approved > 0) return Verdict::Approved;
    return votes.possible > 0 ? Verdict::Pending : Verdict::Rejected;
}

}  // namespace wf
