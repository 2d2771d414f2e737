// A rule compared with its definition: how the votes come out when everybody has voted, over all the ways
// they can still vote or abstain.
#pragma once

#include "core/rule/rule.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <ostream>

namespace wf {

inline std::ostream& operator<<(std::ostream& out, const Tally& t) {
    return out << t.approved << " for, " << t.rejected << " against, " << t.possible << " to come, of "
               << t.seats;
}

namespace test {

constexpr Tally tally(std::int64_t approved, std::int64_t rejected, std::int64_t possible) {
    return {.seats = approved + rejected + possible,
            .approved = approved,
            .rejected = rejected,
            .possible = possible};
}

// What a rule says when nothing is to come any more.
using Outcome = std::function<Verdict(std::int64_t approved, std::int64_t rejected, std::int64_t seats)>;

// Approved, if every way of casting the open votes passes; it is too early to say, if some do. If none does:
// rejected, unless it is nobody's doing.
inline Verdict by_brute_force(const Tally& t, const Outcome& outcome) {
    bool always_passes = true;
    bool ever_passes = false;
    bool ever_fails = false;
    for (std::int64_t approve = 0; approve <= t.possible; ++approve)
        for (std::int64_t reject = 0; approve + reject <= t.possible; ++reject) {
            const Verdict verdict = outcome(t.approved + approve, t.rejected + reject, t.seats);
            always_passes = always_passes && verdict == Verdict::Approved;
            ever_passes = ever_passes || verdict == Verdict::Approved;
            ever_fails = ever_fails || verdict == Verdict::Rejected;
        }
    if (ever_passes) return always_passes ? Verdict::Approved : Verdict::Pending;
    return ever_fails ? Verdict::Rejected : Verdict::Vacant;
}

// Abstentions included, and the approval that nobody is left to decide.
inline void for_all_tallies(std::int64_t most_seats, const std::function<void(const Tally&)>& visit) {
    for (std::int64_t seats = 0; seats <= most_seats; ++seats)
        for (std::int64_t approved = 0; approved <= seats; ++approved)
            for (std::int64_t rejected = 0; approved + rejected <= seats; ++rejected)
                for (std::int64_t possible = 0; approved + rejected + possible <= seats; ++possible) {
                    Tally t = tally(approved, rejected, possible);
                    t.seats = seats;
                    visit(t);
                }
}

}  // namespace test
}  // namespace wf
