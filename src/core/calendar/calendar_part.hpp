// What one calendar says by itself, and what follows from it and its parents.
#pragma once

#include "core/model/working_calendar.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wf {

enum class DayKind : std::uint8_t {
    Rest,  // nobody works
    Work,  // it is worked, as on a day of the week if no hours are given
    Week,  // as the day of the week has it, whatever the parents say
};

struct DayRule {
    DayKind kind = DayKind::Rest;
    std::optional<Shifts> hours{};  // Work
};

struct CalendarPart {
    std::string id;
    std::optional<feel::Zone> zone;
    std::array<std::optional<Shifts>, 7> week;  // Monday first; absent: as the parent
    bool ignores_rest = false;                  // days of its parents: a bank works on no make-up day
    bool ignores_work = false;
    std::map<DayNumber, DayRule> days;
};

// `line`: from the topmost parent down to the calendar itself, not empty. A child outranks its parents, and a date the
// day of the week, whoever says it. A day of work without hours has those of the first day of the week that has any.
WorkingCalendar calendar_of(const std::vector<CalendarPart>& line, const feel::Zone& zone_of_host);

}  // namespace wf
