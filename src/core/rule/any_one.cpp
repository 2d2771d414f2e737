// Any one (或签): the first approval decides; rejected only when nobody is left who could approve, and
// somebody has rejected.
#include "core/rule/rule.hpp"

namespace wf {

Verdict any_one(const Tally& votes) {
    if (votes.approved > 0) return Verdict::Approved;
    if (votes.possible > 0) return Verdict::Pending;
    return votes.rejected > 0 ? Verdict::Rejected : Verdict::Vacant;
}

}  // namespace wf
