// Vote (票签): enough approvals pass; it fails as soon as enough can't be reached any more. Integers only.
#include "core/rule/rule.hpp"

#include <algorithm>

namespace wf {

std::int64_t votes_needed(const Need& need, std::int64_t seats) {
    if (!need.is_share) return need.count;
    return std::max<std::int64_t>(1, (seats * need.numerator + need.denominator - 1) / need.denominator);
}

Verdict vote(const Tally& votes, const Need& need) {
    const std::int64_t needed = votes_needed(need, votes.seats);
    if (votes.approved >= needed) return Verdict::Approved;
    return votes.approved + votes.possible < needed ? Verdict::Rejected : Verdict::Pending;
}

}  // namespace wf
