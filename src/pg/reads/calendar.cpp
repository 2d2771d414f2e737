// wf.working_time, wf.add_working_time, wf.working_hours.
#include "core/calendar/working_time.hpp"
#include "pg/people/gate.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/calendars.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr DayNumber most_days = 3'700;

// The result is made outside of it.
WorkingCalendar calendar_for_caller(std::int64_t tenant, const std::string& name) {
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        check_is_somebody(rights, role, tenant);
        return calendar_named(rights, tenant, name);
    });
}

[[noreturn]] void out_of_reach(const std::string& message, const char* hint) {
    throw Error::make(Code::BadArgument, message, "A calendar reaches a century, within the years 1 to 9999.",
                      hint);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_working_time);
Datum wf_working_time(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string name = args.required_text("calendar");
        const std::optional<Instant> from = args.time("from_at"), until = args.time("until_at");
        const WorkingCalendar calendar = calendar_for_caller(args.tenant(), name);
        fcinfo->isnull = !from || !until;
        if (fcinfo->isnull) return Datum{0};
        const std::optional<std::int64_t> found = working_time(calendar, *from, *until);
        if (!found) out_of_reach("the moments are too far apart", "Ask for a shorter time.");
        return interval_datum(*found);
    });
}

PG_FUNCTION_INFO_V1(wf_add_working_time);
Datum wf_add_working_time(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string name = args.required_text("calendar");
        const std::optional<Instant> from = args.time("from_at");
        const std::optional<Duration> duration = args.duration("duration");
        const WorkingCalendar calendar = calendar_for_caller(args.tenant(), name);
        fcinfo->isnull = !from || !duration;
        if (fcinfo->isnull) return Datum{0};
        if (duration->is_negative())
            throw Error::make(Code::BadArgument, "the duration is below zero", "",
                              "wf.working_time says how much lies before a moment.");
        const std::optional<Instant> found = add_working_time(calendar, *from, *duration);
        if (!found)
            out_of_reach("so much is never worked by calendar \"" + name + "\"",
                         "wf.working_hours shows its hours.");
        return TimestampTzGetDatum(*found);
    });
}

PG_FUNCTION_INFO_V1(wf_working_hours);
Datum wf_working_hours(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string name = args.required_text("calendar");
        const std::int32_t first = args.required_date("first_day"), last = args.required_date("last_day");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const WorkingCalendar calendar = calendar_for_caller(tenant, name);
        const bool is_in_reach =
            first >= -730'000 && last <= 2'921'000 && std::int64_t{last} - first < most_days;
        if (!is_in_reach) out_of_reach("the days are too many", "Ask for at most 3,700 days.");
        for (DayNumber day = first; day <= last; ++day)
            for (const Stretch& stretch : stretches_of(calendar, day))
                rows.add({{.value = DateADTGetDatum(day), .is_null = false},
                          pg::time(stretch.from),
                          pg::time(stretch.until)});
        return Datum{0};
    });
}
}
