#include "pg/store/imported_days.hpp"

#include "core/calendar/calendar_json.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

ImportedDays imported_days(const EngineRights&, std::int64_t tenant, const std::string& calendar,
                           const std::vector<std::string>& uids, DayNumber first, DayNumber last) {
    static Statement select{
        R"(SELECT day - date '2000-01-01', uid, kind, name FROM wf.calendar_day
        WHERE tenant_id = $1 AND calendar_id = $2 AND uid = ANY ($3)
            AND day BETWEEN date '2000-01-01' + $4 AND date '2000-01-01' + $5)",
        {INT8OID, TEXTOID, TEXTARRAYOID, INT4OID, INT4OID}};
    const Rows rows = select.run({int8(tenant), text(calendar), text_array(uids), int4(first), int4(last)},
                                 Access::ReadWrite);
    ImportedDays days;
    for (std::size_t row = 0; row < rows.size(); ++row)
        days[{rows.int4(row, 1), rows.text(row, 2)}] = {
            .kind = day_kind(rows.text(row, 3)).value_or(DayKind::Rest), .name = rows.text(row, 4)};
    return days;
}

void set_imported_day(const EngineRights&, std::int64_t tenant, const std::string& calendar, DayNumber day,
                      const std::string& uid, const ImportedDay& said) {
    static Statement upsert{
        R"(INSERT INTO wf.calendar_day (tenant_id, calendar_id, day, uid, kind, name)
        VALUES ($1, $2, date '2000-01-01' + $3, $4, $5, $6)
        ON CONFLICT (tenant_id, calendar_id, day, uid) DO UPDATE SET kind = excluded.kind, name = excluded.name)",
        {INT8OID, TEXTOID, INT4OID, TEXTOID, TEXTOID, TEXTOID}};
    upsert.run({int8(tenant), text(calendar), int4(day), text(uid), text(name_of(said.kind)),
                text_or_null(said.name)},
               Access::ReadWrite);
}

void remove_imported_day(const EngineRights&, std::int64_t tenant, const std::string& calendar, DayNumber day,
                         const std::string& uid) {
    static Statement remove{
        R"(DELETE FROM wf.calendar_day
        WHERE tenant_id = $1 AND calendar_id = $2 AND day = date '2000-01-01' + $3 AND uid = $4)",
        {INT8OID, TEXTOID, INT4OID, TEXTOID}};
    remove.run({int8(tenant), text(calendar), int4(day), text(uid)}, Access::ReadWrite);
}

}  // namespace wf::pg
