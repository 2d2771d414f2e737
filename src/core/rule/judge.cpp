#include "core/rule/rule.hpp"

namespace wf {

Verdict judge(const ApprovalSettings& settings, const Tally& votes) {
    switch (settings.mode) {
        case Mode::Any:
            return any_one(votes);
        case Mode::All:
            return countersign(votes);
        case Mode::Sequential:
            return sequential(votes);
        case Mode::Vote:
            return vote(votes, settings.vote);
    }
    return Verdict::Pending;
}

}  // namespace wf
