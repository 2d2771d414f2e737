// Dates of a working calendar that came from a feed: wf.calendar_day with a uid.
#pragma once

#include "core/calendar/calendar_part.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wf::pg {

struct ImportedDay {
    DayKind kind = DayKind::Rest;
    std::string name;
    bool operator==(const ImportedDay&) const = default;
};
using ImportedDays = std::map<std::pair<DayNumber, std::string>, ImportedDay>;  // by day and uid

// Those that these events have made, between two days.
ImportedDays imported_days(const EngineRights& rights, std::int64_t tenant, const std::string& calendar,
                           const std::vector<std::string>& uids, DayNumber first, DayNumber last);
void set_imported_day(const EngineRights& rights, std::int64_t tenant, const std::string& calendar,
                      DayNumber day, const std::string& uid, const ImportedDay& said);
void remove_imported_day(const EngineRights& rights, std::int64_t tenant, const std::string& calendar,
                         DayNumber day, const std::string& uid);

}  // namespace wf::pg
