// Vote (票签): enough approvals pass; it fails as soon as enough cannot be reached any more. Integers only.
#include "core/rule/rule.hpp"

#include <algorithm>

namespace wf {

std::int64_t votes_needed(const Need& need, std::int64_t seats) {
    if (!need.is_share) return need.count;
    return std::max<std::int64_t>(1, (seats * need.numerator + need.denominator - 1) / need.denominator);
}

Verdict vote(const Tally& votes, const VoteSettings& settings) {
    if (votes.is_vetoed) return Verdict::Rejected;
    if (votes.is_passed) return Verdict::Approved;
    if (settings.collect_all && votes.possible > 0) return Verdict::Pending;
    const std::int64_t needed = votes_needed(settings.need, votes.seats);
    if (votes.approved >= needed) return Verdict::Approved;
    if (votes.approved + votes.possible >= needed) return Verdict::Pending;
    // Too few seats to win it, or nobody has said yes or no: that is not a refusal.
    const bool somebody_decided = votes.approved + votes.rejected > 0;
    const bool could_be_won = needed <= votes.seats;
    if (could_be_won && (somebody_decided || votes.possible > 0)) return Verdict::Rejected;
    return Verdict::Vacant;
}

}  // namespace wf
