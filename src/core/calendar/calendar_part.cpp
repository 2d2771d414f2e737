#include "core/calendar/calendar_part.hpp"

#include <algorithm>

namespace wf {
namespace {

using Rules = std::map<DayNumber, DayRule>;

void take_days(const CalendarPart& part, Rules& rules) {
    std::erase_if(rules, [&](const auto& one) {
        const DayKind kind = one.second.kind;
        return (kind == DayKind::Rest && part.ignores_rest) || (kind == DayKind::Work && part.ignores_work);
    });
    for (const auto& [day, rule] : part.days) rules[day] = rule;
}

}  // namespace

WorkingCalendar calendar_of(const std::vector<CalendarPart>& line, const feel::Zone& zone_of_host) {
    WorkingCalendar calendar{.id = line.back().id, .zone = zone_of_host, .week = {}, .days = {}};
    Rules rules;
    for (const CalendarPart& part : line) {
        if (part.zone) calendar.zone = *part.zone;
        for (std::size_t day = 0; day < part.week.size(); ++day)
            if (part.week[day]) calendar.week[day] = *part.week[day];
        take_days(part, rules);
    }
    const auto usual =
        std::ranges::find_if(calendar.week, [](const Shifts& hours) { return !hours.empty(); });
    const Shifts usual_hours = usual == calendar.week.end() ? Shifts{} : *usual;
    for (const auto& [day, rule] : rules) {
        if (rule.kind == DayKind::Rest) calendar.days[day] = {};
        if (rule.kind == DayKind::Work) calendar.days[day] = rule.hours.value_or(usual_hours);
    }
    return calendar;
}

}  // namespace wf
