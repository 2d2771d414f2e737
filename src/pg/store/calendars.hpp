// Working calendars: wf.calendar and wf.calendar_day.
#pragma once

#include "core/calendar/calendar_json.hpp"
#include "core/model/working_calendar.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// As it is in force. Nothing: there is none of that name.
std::optional<WorkingCalendar> find_calendar(const EngineRights& rights, std::int64_t tenant,
                                             std::string_view id, Access access);
// The same; throws WF212.
WorkingCalendar calendar_named(const EngineRights& rights, std::int64_t tenant, std::string_view id);

void set_calendar(const EngineRights& rights, std::int64_t tenant, const std::string& id,
                  const CalendarSettings& settings);
// Gives how many dates are otherwise now.
std::int32_t set_calendar_days(const EngineRights& rights, std::int64_t tenant, const std::string& id,
                               const std::vector<CalendarDay>& days);
// This one, and those that have it among their parents.
std::vector<std::string> with_children(const EngineRights& rights, std::int64_t tenant,
                                       const std::string& id);
// Running instances with timers, of definitions that name one of these.
std::vector<std::int64_t> instances_by(const EngineRights& rights, std::int64_t tenant,
                                       const std::vector<std::string>& calendars);
void remove_calendar(const EngineRights& rights, std::int64_t tenant, const std::string& id);

}  // namespace wf::pg
