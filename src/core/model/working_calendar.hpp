// When people work: a working calendar as it is in force, with all that its parents say.
#pragma once

#include "core/expression/temporal.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wf {

// As the clocks of the zone show it. It is of the day that it begins on, also if it ends on the next one.
struct Shift {
    std::int32_t from = 0;   // minutes after midnight: 0 to 1439
    std::int32_t until = 0;  // after `from`, at most 1440 later: 1440 is midnight, 1800 six o'clock of the next day
    bool operator==(const Shift&) const = default;
};
using Shifts = std::vector<Shift>;  // of a day, one after the other; none: nobody works

using DayNumber = std::int32_t;  // days since 2000-01-01, as PostgreSQL counts them

struct WorkingCalendar {
    std::string id;
    feel::Zone zone = feel::Zone::utc();
    std::array<Shifts, 7> week;        // Monday first
    std::map<DayNumber, Shifts> days;  // that outrank the week

    const Shifts& on(DayNumber day) const {
        const auto found = days.find(day);
        if (found != days.end()) return found->second;
        constexpr int saturday = 5;  // 2000-01-01
        return week[static_cast<std::size_t>(((day + saturday) % 7 + 7) % 7)];
    }
};

}  // namespace wf
