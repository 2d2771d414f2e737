// wf.set_calendar, wf.set_calendar_days, wf.remove_calendar, wf.recompute_dues. Who may call them, sql/views/grants.sql says.
#include "pg/store/calendars.hpp"
#include "pg/command/work.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/error.hpp"
#include "pg/server/row_set.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

template <class Read>
Read or_throw(std::variant<Read, CalendarProblem> read) {
    if (auto* problem = std::get_if<CalendarProblem>(&read))
        throw Error::make(Code::BadArgument, std::move(problem->message), "", std::move(problem->hint));
    return std::get<Read>(std::move(read));
}

// It stands in definitions, and beside "none", which is no calendar.
std::string take_name(Arguments& args) {
    std::string name = args.required_text("calendar");
    if (name.empty() || name.size() > 63 || name == "none")
        throw Error::make(Code::BadArgument, "\"" + name + "\" cannot be the name of a calendar", "",
                          "A name has 1 to 63 bytes and is not \"none\".");
    return name;
}

struct MovedDue {
    std::int64_t instance = 0;
    std::string node;
    Instant was = 0;
    Instant now = 0;
};

// Of one instance, which is locked.
std::vector<MovedDue> recompute_dues(EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                                     const RecomputeDues& command, const std::string& calendar) {
    std::optional<InstanceRow> row = lock_instance(rights, tenant, instance);
    if (!row || row->state.status != Status::Running) return {};
    const std::vector<Wait> before = row->state.waits;
    Work work{rights, tenant, GetCurrentTimestamp()};
    if (!work.adapt(*row, command, "counted again by calendar \"" + calendar + "\"")) return {};
    work.run();
    std::vector<MovedDue> moved;
    for (const Wait& was : before) {
        const Wait* now = row->state.find_wait(was.id);
        if (now && now->due_at != was.due_at) moved.push_back({instance, was.node, was.due_at, now->due_at});
    }
    return moved;
}

std::vector<MovedDue> recompute_dues(std::int64_t tenant, const std::string& calendar) {
    return as_engine([&](EngineRights& rights) {
        const RecomputeDues command{.calendars = with_children(rights, tenant, calendar)};
        std::vector<MovedDue> moved;
        for (const std::int64_t instance : instances_by(rights, tenant, command.calendars)) {
            check_interrupts();
            const std::vector<MovedDue> here = recompute_dues(rights, tenant, instance, command, calendar);
            moved.insert(moved.end(), here.begin(), here.end());
        }
        return moved;
    });
}

// What would happen, found by doing it and taking it back.
std::vector<MovedDue> try_recomputing(std::int64_t tenant, const std::string& calendar) {
    std::vector<MovedDue> moved;
    bool is_done = false;
    const std::optional<Error> failure = attempt([&] {
        moved = recompute_dues(tenant, calendar);
        is_done = true;
        throw Error::internal("a dry run");
    });
    if (!is_done) throw Error{*failure};
    return moved;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_set_calendar);
Datum wf_set_calendar(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string calendar = take_name(args);
        const CalendarSettings settings =
            or_throw(read_calendar_settings(args.required_json("settings").text));
        const std::int64_t tenant = args.tenant();
        as_engine([&](EngineRights& rights) { set_calendar(rights, tenant, calendar, settings); });
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_set_calendar_days);
Datum wf_set_calendar_days(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string calendar = args.required_text("calendar");
        const std::vector<CalendarDay> days = or_throw(read_calendar_days(args.required_json("days").text));
        const std::int64_t tenant = args.tenant();
        return Int32GetDatum(as_engine(
            [&](EngineRights& rights) { return set_calendar_days(rights, tenant, calendar, days); }));
    });
}

PG_FUNCTION_INFO_V1(wf_remove_calendar);
Datum wf_remove_calendar(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string calendar = args.required_text("calendar");
        const std::int64_t tenant = args.tenant();
        as_engine([&](EngineRights& rights) { remove_calendar(rights, tenant, calendar); });
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_recompute_dues);
Datum wf_recompute_dues(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string calendar = args.required_text("calendar");
        const bool dry_run = args.required_boolean("dry_run");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const std::vector<MovedDue> moved =
            dry_run ? try_recomputing(tenant, calendar) : recompute_dues(tenant, calendar);
        for (const MovedDue& due : moved)
            rows.add({pg::int8(due.instance), pg::text(due.node), pg::time(due.was), pg::time(due.now)});
        return Datum{0};
    });
}
}
