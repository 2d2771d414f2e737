#include "pg/store/calendars.hpp"

#include "core/base/in_quotes.hpp"
#include "core/calendar/calendar_part.hpp"
#include "core/calendar/hours.hpp"
#include "core/model/rejection.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/server/error.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Calendars above each other; the statements that walk them up reach further.
constexpr std::size_t most_parents = 8;

// From the topmost parent down; without dates.
std::vector<CalendarPart> line_of(std::int64_t tenant, std::string_view id, Access access) {
    static Statement select{
        R"(WITH RECURSIVE line AS (
            SELECT c.calendar_id, c.parent_id, c.time_zone, c.week, c.ignores, 0 AS above
            FROM wf.calendar c WHERE c.tenant_id = $1 AND c.calendar_id = $2
            UNION ALL
            SELECT c.calendar_id, c.parent_id, c.time_zone, c.week, c.ignores, l.above + 1
            FROM line l JOIN wf.calendar c ON c.tenant_id = $1 AND c.calendar_id = l.parent_id WHERE l.above < 16)
        SELECT calendar_id, jsonb_strip_nulls(jsonb_build_object('time_zone', time_zone, 'week', week))::text,
            'rest' = ANY (ignores), 'work' = ANY (ignores)
        FROM line ORDER BY above DESC)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(id)}, access);
    std::vector<CalendarPart> line;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto said = read_calendar_settings(rows.text(row, 2));
        const auto* settings = std::get_if<CalendarSettings>(&said);
        if (!settings)
            throw Error::internal("calendar \"" + rows.text(row, 1) +
                                  "\" cannot be read: " + std::get<CalendarProblem>(said).message);
        line.push_back({.id = rows.text(row, 1),
                        .zone = settings->time_zone.empty() ? std::nullopt : zone_named(settings->time_zone),
                        .week = settings->week,
                        .ignores_rest = rows.boolean(row, 3),
                        .ignores_work = rows.boolean(row, 4),
                        .days = {}});
    }
    return line;
}

// Of one date, what was set by hand counts before what was imported, and there work before rest.
void read_days(std::int64_t tenant, CalendarPart& part, Access access) {
    static Statement select{
        R"(SELECT day - date '2000-01-01', kind, hours
        FROM wf.calendar_day WHERE tenant_id = $1 AND calendar_id = $2
        ORDER BY day, uid = '', kind = 'work')",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(part.id)}, access);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        DayRule rule{.kind = day_kind(rows.text(row, 2)).value_or(DayKind::Rest)};
        std::string problem;
        if (!rows.is_null(row, 3)) rule.hours = parse_hours(texts_of(rows.text_array(row, 3)), problem);
        part.days[rows.int4(row, 1)] = std::move(rule);
    }
}

Error no_calendar(std::string_view id) {
    return to_error(refuse::calendar_not_found(id));
}

// Two at once could each be right and together go round in a circle, or name what is just removed.
void lock_calendars(std::int64_t tenant) { engine_lock("calendars", tenant); }

// How many hang one under the other below it.
std::size_t depth_below(std::int64_t tenant, const std::string& id) {
    static Statement select{
        R"(WITH RECURSIVE below AS (
            SELECT $2 AS calendar_id, 0 AS depth
            UNION ALL
            SELECT c.calendar_id, b.depth + 1
            FROM below b JOIN wf.calendar c ON c.tenant_id = $1 AND c.parent_id = b.calendar_id WHERE b.depth < 16)
        SELECT max(depth) FROM below)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(id)}, Access::ReadWrite);
    return static_cast<std::size_t>(rows.int4(0, 1));
}

void check_parent(std::int64_t tenant, const std::string& id, const std::string& parent) {
    if (parent.empty()) return;
    const std::vector<CalendarPart> line = line_of(tenant, parent, Access::ReadWrite);
    if (line.empty()) throw no_calendar(parent);
    if (std::ranges::find(line, id, &CalendarPart::id) != line.end())
        throw Error::make(Code::BadArgument, "calendar " + in_quotes(id) + " would be its own parent", "",
                          "Name another parent, or none.");
    const std::size_t below = depth_below(tenant, id);
    if (line.size() + below >= most_parents)
        throw Error::make(Code::BadArgument,
                          (below > 0 ? "a calendar below " : "calendar ") + in_quotes(id) +
                              " would have too many parents",
                          "It can have " + std::to_string(most_parents - 1) + " above each other.",
                          "Name a parent further up.");
}

Param hours_or_null(const std::optional<Shifts>& hours) {
    return hours ? text_array(hours_text(*hours)) : null();
}

void check_exists(std::int64_t tenant, const std::string& id) {
    static Statement select{"SELECT FROM wf.calendar WHERE tenant_id = $1 AND calendar_id = $2",
                            {INT8OID, TEXTOID}};
    if (select.run({int8(tenant), text(id)}, Access::ReadWrite).empty()) throw no_calendar(id);
}

std::string first_user(std::int64_t tenant, const std::string& id) {
    static Statement select{
        R"(SELECT 'calendar "' || calendar_id || '"' FROM wf.calendar WHERE tenant_id = $1 AND parent_id = $2
        UNION ALL
        SELECT format('version %s of definition "%s"', d.version, d.key) FROM wf.definition d
        WHERE d.tenant_id = $1 AND jsonb_path_exists(d.source, '$.**.calendar ? (@ == $id)', jsonb_build_object('id', $2))
            AND (d.status <> 'retired' OR EXISTS (
                SELECT FROM wf.instance i WHERE i.tenant_id = $1 AND i.definition_id = d.definition_id AND i.ended_at IS NULL))
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(id)}, Access::ReadWrite);
    return rows.empty() ? std::string{} : rows.text(0, 1);
}

}  // namespace

std::optional<WorkingCalendar> find_calendar(const EngineRights&, std::int64_t tenant, std::string_view id,
                                             Access access) {
    std::vector<CalendarPart> line = line_of(tenant, id, access);
    if (line.empty()) return {};
    for (CalendarPart& part : line) read_days(tenant, part, access);
    return calendar_of(line, settings::decide_limits(tenant).time_zone);
}

WorkingCalendar calendar_named(const EngineRights& rights, std::int64_t tenant, std::string_view id) {
    std::optional<WorkingCalendar> found = find_calendar(rights, tenant, id, Access::ReadOnly);
    if (!found) throw no_calendar(id);
    return *std::move(found);
}

void set_calendar(const EngineRights&, std::int64_t tenant, const std::string& id,
                  const CalendarSettings& settings) {
    static Statement upsert{
        R"(INSERT INTO wf.calendar (tenant_id, calendar_id, name, parent_id, time_zone, week, ignores)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (tenant_id, calendar_id) DO UPDATE
        SET name = excluded.name, parent_id = excluded.parent_id, time_zone = excluded.time_zone,
            week = excluded.week, ignores = excluded.ignores)",
        {INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, JSONBOID, TEXTARRAYOID}};
    lock_calendars(tenant);
    check_parent(tenant, id, settings.parent);
    upsert.run(
        {int8(tenant), text(id), text_or_null(settings.name), text_or_null(settings.parent),
         text_or_null(settings.time_zone), jsonb(week_json(settings.week)), text_array(settings.ignores)},
        Access::ReadWrite);
}

std::int32_t set_calendar_days(const EngineRights&, std::int64_t tenant, const std::string& id,
                               const std::vector<CalendarDay>& days) {
    static Statement remove{
        R"(DELETE FROM wf.calendar_day
        WHERE tenant_id = $1 AND calendar_id = $2 AND uid = ''
            AND day BETWEEN date '2000-01-01' + $3 AND date '2000-01-01' + $4 RETURNING day)",
        {INT8OID, TEXTOID, INT4OID, INT4OID}};
    static Statement upsert{
        R"(INSERT INTO wf.calendar_day (tenant_id, calendar_id, day, kind, hours, name)
        SELECT $1, $2, date '2000-01-01' + n, $5, $6, $7 FROM generate_series($3, $4) AS n
        ON CONFLICT (tenant_id, calendar_id, day, uid) DO UPDATE
        SET kind = excluded.kind, hours = excluded.hours, name = excluded.name RETURNING day)",
        {INT8OID, TEXTOID, INT4OID, INT4OID, TEXTOID, TEXTARRAYOID, TEXTOID}};
    lock_calendars(tenant);
    check_exists(tenant, id);
    std::size_t changed = 0;
    for (const CalendarDay& day : days)
        changed +=
            day.kind
                ? upsert
                      .run({int8(tenant), text(id), int4(day.first), int4(day.last), text(name_of(*day.kind)),
                            hours_or_null(day.hours), text_or_null(day.name)},
                           Access::ReadWrite)
                      .size()
                : remove.run({int8(tenant), text(id), int4(day.first), int4(day.last)}, Access::ReadWrite)
                      .size();
    return static_cast<std::int32_t>(changed);
}

std::vector<std::string> with_children(const EngineRights&, std::int64_t tenant, const std::string& id) {
    static Statement select{
        R"(WITH RECURSIVE below AS (
            SELECT c.calendar_id FROM wf.calendar c WHERE c.tenant_id = $1 AND c.calendar_id = $2
            UNION
            SELECT c.calendar_id FROM below b JOIN wf.calendar c ON c.tenant_id = $1 AND c.parent_id = b.calendar_id)
        SELECT array_agg(calendar_id) FROM below)",
        {INT8OID, TEXTOID}};
    check_exists(tenant, id);
    return texts_of(select.run({int8(tenant), text(id)}, Access::ReadWrite).text_array(0, 1));
}

std::vector<std::int64_t> instances_by(const EngineRights&, std::int64_t tenant,
                                       const std::vector<std::string>& calendars) {
    static Statement select{
        R"(SELECT DISTINCT j.instance_id FROM wf.job j
        WHERE j.tenant_id = $1 AND j.kind = 'timer' AND j.instance_id IS NOT NULL AND j.definition_id IN (
            SELECT d.definition_id FROM wf.definition d
            WHERE d.tenant_id = $1
                AND EXISTS (SELECT FROM jsonb_path_query(d.source, '$.**.calendar') AS named WHERE named #>> '{}' = ANY ($2)))
        ORDER BY 1)",
        {INT8OID, TEXTARRAYOID}};
    const Rows rows = select.run({int8(tenant), text_array(calendars)}, Access::ReadWrite);
    std::vector<std::int64_t> instances;
    for (std::size_t row = 0; row < rows.size(); ++row) instances.push_back(rows.int8(row, 1));
    return instances;
}

void remove_calendar(const EngineRights&, std::int64_t tenant, const std::string& id) {
    static Statement days{"DELETE FROM wf.calendar_day WHERE tenant_id = $1 AND calendar_id = $2",
                          {INT8OID, TEXTOID}};
    static Statement calendar{"DELETE FROM wf.calendar WHERE tenant_id = $1 AND calendar_id = $2",
                              {INT8OID, TEXTOID}};
    lock_calendars(tenant);
    check_exists(tenant, id);
    const std::string user = first_user(tenant, id);
    if (!user.empty())
        throw Error::make(Code::BadArgument, "calendar " + in_quotes(id) + " is in use", "By " + user + ".",
                          "Have it name another one first.");
    days.run({int8(tenant), text(id)}, Access::ReadWrite);
    calendar.run({int8(tenant), text(id)}, Access::ReadWrite);
}

}  // namespace wf::pg
