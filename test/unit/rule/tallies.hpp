// A rule compared with its definition: how the votes come out if everybody votes, over all the ways they can
// still vote.
#pragma once

#include "core/rule/rule.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <ostream>

namespace wf {

inline std::ostream& operator<<(std::ostream& out, const Tally& t) {
    return out << t.approved << " for, " << t.rejected << " against, " << t.possible << " to come";
}

namespace test {

constexpr Tally tally(std::int64_t approved, std::int64_t rejected, std::int64_t possible) {
    return {.seats = approved + rejected + possible,
            .approved = approved,
            .rejected = rejected,
            .possible = possible};
}

// Approved, if every way of casting the open votes passes; rejected, if none does; else it is too early to
// say.
inline Verdict by_brute_force(const Tally& t,
                              const std::function<bool(std::int64_t approved, std::int64_t seats)>& passes) {
    bool always = true;
    bool ever = false;
    for (std::int64_t more = 0; more <= t.possible; ++more) {
        const bool passed = passes(t.approved + more, t.seats);
        always = always && passed;
        ever = ever || passed;
    }
    return always ? Verdict::Approved : ever ? Verdict::Pending : Verdict::Rejected;
}

inline void for_all_tallies(std::int64_t most_seats, const std::function<void(const Tally&)>& visit) {
    for (std::int64_t approved = 0; approved <= most_seats; ++approved)
        for (std::int64_t rejected = 0; approved + rejected <= most_seats; ++rejected)
            for (std::int64_t possible = 0; approved + rejected + possible <= most_seats; ++possible)
                visit(tally(approved, rejected, possible));
}

}  // namespace test
}  // namespace wf
