#include "pg/sql_world.hpp"

#include "pg/business_row.hpp"
#include "pg/directory.hpp"
#include "pg/event_store.hpp"
#include "pg/registered_function.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {

std::optional<Person> SqlWorld::person(std::string_view id) { return find_person(tenant_, id, access_); }

std::vector<PersonId> SqlWorld::active(const std::vector<PersonId>& people) {
    return active_people(tenant_, people, access_);
}

std::vector<PersonId> SqlWorld::members(std::string_view group) {
    return group_members(tenant_, group, access_);
}

bool SqlWorld::is_member(std::string_view person, std::string_view group) {
    return is_group_member(tenant_, person, group, access_);
}

std::vector<PersonId> SqlWorld::position_holders(std::string_view position, std::string_view department) {
    return pg::position_holders(tenant_, position, department, access_);
}

PersonId SqlWorld::department_head(std::string_view department) {
    return pg::department_head(tenant_, department, access_);
}

std::vector<Superior> SqlWorld::reporting_line(std::string_view person, const LineRule& rule) {
    const Line line = pg::reporting_line(tenant_, person, {}, rule, access_);
    std::vector<Superior> superiors;
    for (const LineMember& member : line.members)
        superiors.push_back({.level = member.level, .id = member.person});
    return superiors;
}

std::optional<feel::Value> SqlWorld::business_row() {
    if (row_.business_table.empty()) return {};
    return read_business_row(row_.business_table, row_.business_key, access_);
}

bool SqlWorld::took_part(std::string_view person) {
    static Statement query{
        "SELECT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at >= $4 AND actor "
        "= $3) "
        "OR EXISTS (SELECT FROM wf.copy WHERE tenant_id = $1 AND instance_id = $2 AND recipient = $3)",
        {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
    return query.run({int8(tenant_), int8(row_.instance), text(person), time(row_.state.started_at)}, access_)
        .boolean(0, 1);
}

FunctionResult SqlWorld::call_function(std::string_view name, const Json& data) {
    if (!rights_) return {.found = true, .data = {}, .error_code = {}};
    return call_registered_function(tenant_, *rights_, name, data);
}

// The entry whose events closed the seat: its own vote, or the one that made it unnecessary.
std::optional<TaskEnding> SqlWorld::task_ending(SeatId task) {
    static Statement query{
        "SELECT actor, action, at FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 "
        "AND (events @> jsonb_build_array(jsonb_build_object('type', 'SeatApproved', 'seat', $4)) "
        "  OR events @> jsonb_build_array(jsonb_build_object('type', 'SeatRejected', 'seat', $4)) "
        "  OR events @> jsonb_build_array(jsonb_build_object('type', 'TaskCompleted', 'seat', $4)) "
        "  OR events @> jsonb_build_array(jsonb_build_object('type', 'SeatsClosed', 'seats', "
        "jsonb_build_array($4)))) "
        "ORDER BY seq LIMIT 1",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID}};
    const Rows rows = query.run(
        {int8(tenant_), int8(row_.instance), time(row_.state.started_at), int8(task.value)}, access_);
    if (rows.empty()) return {};
    return TaskEnding{.actor = rows.text(0, 1), .action = rows.text(0, 2), .at = rows.time(0, 3)};
}

std::string SqlWorld::task_name(SeatId task) { return std::to_string(task_id(row_.instance, task)); }

}  // namespace wf::pg
