// Countersign (会签), mode "all": every signer must approve, except those who abstain; the first rejection
// decides.
#include "core/rule/rule.hpp"

namespace wf {

Verdict countersign(const Tally& votes) {
    if (votes.rejected > 0) return Verdict::Rejected;
    if (votes.possible > 0) return Verdict::Pending;
    return votes.approved > 0 ? Verdict::Approved : Verdict::Vacant;
}

}  // namespace wf
