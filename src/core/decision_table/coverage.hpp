// What the rules of a table cover together: rules that overlap, rules that can never match, and cases that no
// rule is for.
//
// A rule is a box: the product of its cells, each a set of regions of its axis. Two rules overlap where their
// boxes have something in common. What remains of the box of all inputs when all rules are taken away from it
// is not covered; what remains of a rule when those before it are taken away is what it is the first for.
// Cells that test more than can be seen here count as if they matched nowhere for what is claimed of overlaps
// and masks, and everywhere for gaps: no claim is made that could be wrong.
#pragma once

#include "core/decision_table/axis.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wf {

struct Coverage {
    struct Overlap {
        std::size_t first = 0, second = 0;  // rules, from 0
        std::string where;                  // `amount in [1000..2000] and kind = "sick"`; empty: everywhere
    };
    struct Masked {
        std::size_t rule = 0;
        std::vector<std::size_t> by;  // rules; empty: it cannot match at all
    };
    struct Gap {
        std::string where;
        std::string example;  // `amount = -1, kind = "sick"`
    };
    static constexpr std::size_t max_each = 20;

    std::vector<Overlap> overlaps;  // that the hit policy does not allow
    std::vector<Masked> masked;
    std::vector<Gap> gaps;
    std::size_t more_overlaps = 0, more_gaps = 0;  // beyond max_each
    bool is_too_large = false;                     // the rest was not looked at
};

// Requires: the table is complete. A null input is not looked at, unless a cell says "null".
Coverage cover(const DecisionTable& table, Work& work);

}  // namespace wf
