// Countersign (会签), mode "all": every signer must approve; the first rejection decides.
#include "core/rule/rule.hpp"

namespace wf {

Verdict countersign(const Tally& votes) {
    if (votes.rejected > 0) return Verdict::Rejected;
    return votes.possible > 0 ? Verdict::Pending : Verdict::Approved;
}

}  // namespace wf
