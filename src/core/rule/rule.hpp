// When is an approval decided? Pure functions on integers: votes cast and votes still possible -> verdict.
#pragma once

#include "core/model/definition.hpp"

#include <cstdint>

namespace wf {

// Counted over the current seats of one activation, each with its weight; seats that were removed or are not
// needed don't count. An abstention counts as a seat and for neither side.
struct Tally {
    std::int64_t seats = 0;  // approved + rejected + abstained + possible
    std::int64_t approved = 0;
    std::int64_t rejected = 0;
    std::int64_t possible = 0;  // may still be cast
    bool is_vetoed = false;     // somebody who may do so has rejected it alone
    bool is_passed = false;     // ... or approved it alone
};

enum class Verdict : std::uint8_t {
    Pending,
    Approved,
    Rejected,
    Vacant,  // nobody is left who could decide: on_no_approver
};

Verdict any_one(const Tally& votes);
Verdict countersign(const Tally& votes);
Verdict sequential(const Tally& votes);
Verdict vote(const Tally& votes, const VoteSettings& settings);

// How many of `seats` must approve: a count as it is, a share rounded up.
std::int64_t votes_needed(const Need& need, std::int64_t seats);

// The rule of `settings.mode`.
Verdict judge(const ApprovalSettings& settings, const Tally& votes);

}  // namespace wf
