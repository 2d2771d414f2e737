// Calendars as JSON, as wf.set_calendar and wf.set_calendar_days take them.
#pragma once

#include "core/calendar/calendar_part.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wf {

struct CalendarProblem {
    std::string message;
    std::string hint;
};

// {"name": "Office", "parent": "cn", "time_zone": "Asia/Shanghai", "week": {"mon-fri": ["09:00-12:00", "13:00-18:00"],
// "sat": []}, "ignores": ["work"]}
struct CalendarSettings {
    std::string name;
    std::string parent;     // empty: none
    std::string time_zone;  // empty: that of the parent
    std::array<std::optional<Shifts>, 7> week;
    std::vector<std::string> ignores;
};
std::variant<CalendarSettings, CalendarProblem> read_calendar_settings(std::string_view json);

// {"mon": ["09:00-12:00"], "sat": []}: days that are said only.
std::string week_json(const std::array<std::optional<Shifts>, 7>& week);

// [{"day": "2026-10-01", "last": "2026-10-07", "kind": "rest", "name": "National Day"}, {"day": "2026-10-10", "kind": "work",
// "hours": ["09:00-12:00"]}, {"day": "2026-10-12", "kind": null}]
struct CalendarDay {
    DayNumber first = 0;
    DayNumber last = 0;
    std::optional<DayKind> kind;  // absent: what was said of these days is taken back
    std::optional<Shifts> hours;
    std::string name;
};
std::variant<std::vector<CalendarDay>, CalendarProblem> read_calendar_days(std::string_view json);

std::string_view name_of(DayKind kind);
std::optional<DayKind> day_kind(std::string_view name);

}  // namespace wf
