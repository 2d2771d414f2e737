// Where one entry is counted: the sums of its instance and its day.
#pragma once

#include "core/report/sums.hpp"
#include "core/report/tally.hpp"

#include <string>
#include <string_view>

namespace wf::report {

class Ledger {
public:
    Ledger(const Instance& instance, Instant at, Sums& sums, Almanac& almanac)
        : instance_(instance), at_(at), day_(almanac.day_of(at)), sums_(sums), almanac_(almanac) {}

    // Valid until the sums end.
    Sum& sum(Subject subject, std::string_view name, std::string_view other = {}) {
        return sums_[SumKey{.subject = subject,
                            .tenant = instance_.tenant,
                            .definition = instance_.definition,
                            .day = day_,
                            .name = std::string{name},
                            .other = std::string{other}}];
    }
    std::string department_of(const PersonId& person) { return almanac_.department_of(instance_.tenant, person, at_); }

private:
    const Instance& instance_;
    const Instant at_;
    const std::int32_t day_;
    Sums& sums_;
    Almanac& almanac_;
};

}  // namespace wf::report
