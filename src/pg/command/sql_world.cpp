#include "pg/command/sql_world.hpp"

#include "core/approver/people_in.hpp"
#include "core/json/value_json.hpp"
#include "core/log/event_search.hpp"
#include "pg/host/business_row.hpp"
#include "pg/people/delegation.hpp"
#include "pg/people/directory.hpp"
#include "pg/store/calendars.hpp"
#include "pg/store/log.hpp"
#include "pg/store/stored_events.hpp"
#include "pg/host/registered_function.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::optional<Person> SqlWorld::person(std::string_view id) {
    return find_person(rights_, tenant_, id, access_);
}

std::vector<PersonId> SqlWorld::active(const std::vector<PersonId>& people) {
    return active_people(rights_, tenant_, people, access_);
}

std::vector<PersonId> SqlWorld::members(std::string_view group) {
    return group_members(rights_, tenant_, group, access_);
}

bool SqlWorld::is_member(std::string_view person, std::string_view group) {
    return is_group_member(rights_, tenant_, person, group, access_);
}

std::vector<PersonId> SqlWorld::position_holders(std::string_view position, std::string_view department) {
    return pg::position_holders(rights_, tenant_, position, department, access_);
}

bool SqlWorld::is_department(std::string_view id) {
    return department_exists(rights_, tenant_, id, access_);
}

PersonId SqlWorld::department_head(std::string_view department) {
    return pg::department_head(rights_, tenant_, department, access_);
}

std::vector<Superior> SqlWorld::reporting_line(std::string_view person, const LineRule& rule) {
    const Line line = pg::reporting_line(rights_, tenant_, person, {}, rule, access_);
    if (line.in_cycle) warn_of_cycle(person);
    std::vector<Superior> superiors;
    for (const LineMember& member : line.members)
        superiors.push_back({.level = member.level, .id = member.person});
    return superiors;
}

PersonId SqlWorld::agent_of(std::string_view person, std::string_view definition, Instant at) {
    return find_agent(rights_, tenant_, person, definition, at, access_);
}

std::size_t SqlWorld::random(std::size_t count) {
    return call(
        [&] { return static_cast<std::size_t>(pg_prng_uint64_range(&pg_global_prng_state, 0, count - 1)); });
}

// The row is locked until the transaction ends: only so does everybody get a turn. Whoever only looks
// leaves the turn to whose it is.
PersonId SqlWorld::next_in_turn(std::string_view definition, std::string_view node,
                                const std::vector<PersonId>& people) {
    static Statement peek{
        R"(SELECT $4[coalesce(array_position($4, last_person), 0) % cardinality($4) + 1]
        FROM wf.turn
        WHERE tenant_id = $1 AND definition_key = $2 AND node = $3)",
        {INT8OID, TEXTOID, TEXTOID, TEXTARRAYOID}};
    static Statement take{
        R"(INSERT INTO wf.turn AS t (tenant_id, definition_key, node, last_person)
        VALUES ($1, $2, $3, $4[1])
        ON CONFLICT (tenant_id, definition_key, node) DO UPDATE
        SET last_person = $4[coalesce(array_position($4, t.last_person), 0) % cardinality($4) + 1]
        RETURNING last_person)",
        {INT8OID, TEXTOID, TEXTOID, TEXTARRAYOID}};
    Statement& statement = access_ == Access::ReadOnly ? peek : take;
    const Rows rows =
        statement.run({int8(tenant_), text(definition), text(node), text_array(people)}, access_);
    return rows.empty() ? people.front() : rows.text(0, 1);
}

std::vector<std::int64_t> SqlWorld::open_tasks(const std::vector<PersonId>& people) {
    static Statement query{
        R"(SELECT (SELECT count(*) FROM wf.task t WHERE t.assignee = p.id AND t.tenant_id = $1)
        FROM unnest($2) WITH ORDINALITY AS p (id, place)
        ORDER BY place)",
        {INT8OID, TEXTARRAYOID}};
    const Rows rows = query.run({int8(tenant_), text_array(people)}, access_);
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < rows.size(); ++i) counts.push_back(rows.int8(i, 1));
    return counts;
}

std::optional<std::vector<PersonId>> SqlWorld::people_by_function(std::string_view name, const Json& data) {
    if (!calls_) return std::vector<PersonId>{};
    const FunctionResult result = call_registered_function(*calls_, tenant_, name, data);
    if (!result.found) return {};
    const std::optional<feel::Value> value = value_from_json(result.data.text);
    if (!value) return std::vector<PersonId>{};
    const feel::Value* list = value->is_context() ? value->get("people") : &*value;
    return list ? people_in(*list) : std::vector<PersonId>{};
}

std::optional<feel::Value> SqlWorld::business_row() {
    if (row_.business_table.empty()) return {};
    if (host_ && host_->is_bound()) return host_->document();
    return read_business_row(rights_, row_.business_table, row_.business_key, access_);
}

bool SqlWorld::took_part(std::string_view person) {
    static Statement query{
        R"(SELECT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at >= $4
            AND (actor = $3 OR on_behalf_of = $3)) OR EXISTS
            (SELECT FROM wf.task WHERE tenant_id = $1 AND instance_id = $2 AND on_behalf_of = $3) OR
            EXISTS (SELECT FROM wf.copy WHERE tenant_id = $1 AND instance_id = $2 AND recipient = $3))",
        {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
    return query.run({int8(tenant_), int8(row_.instance), text(person), time(row_.state.started_at)}, access_)
        .boolean(0, 1);
}

std::optional<RowFields> SqlWorld::row_fields() {
    return host_ ? host_->fields() : std::nullopt;
}

void SqlWorld::write_row(const std::vector<std::pair<std::string, feel::Value>>& fields) {
    host_->write(fields);
}

bool SqlWorld::is_row_as_after(std::int64_t seq) { return !host_ || host_->is_as_after(seq); }

FunctionResult SqlWorld::call_function(std::string_view name, const Json& data) {
    if (!calls_) return {.found = true, .data = {}, .error_code = {}};
    FunctionResult result = call_registered_function(*calls_, tenant_, name, data);
    if (host_) host_->forget();  // it may have written the row
    return result;
}

std::optional<WorkingCalendar> SqlWorld::calendar(std::string_view id) {
    return find_calendar(rights_, tenant_, id, access_);
}

// The entry whose events closed the seat: its own vote, or the one that made it unnecessary.
std::optional<TaskEnding> SqlWorld::task_ending(SeatId task) {
    static Statement query{
        R"(SELECT actor, action, at, events, seq
        FROM wf.log
        WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3
        ORDER BY seq)",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows =
        query.run({int8(tenant_), int8(row_.instance), time(row_.state.started_at)}, access_);
    const auto closes = [&](const Event& event) { return closes_seat(event, task); };
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        if (std::ranges::any_of(
                events_of(rows.text(row, 4), row_.instance, rows.int8(row, 5), EventData::LeftOut), closes))
            return TaskEnding{
                .actor = rows.text(row, 1), .action = rows.text(row, 2), .at = rows.time(row, 3)};
    }
    return {};
}

std::vector<Entry> SqlWorld::log() {
    return read_entries(rights_, tenant_, row_, DT_NOEND, access_);
}

std::int64_t SqlWorld::starts_since(std::string_view definition, std::string_view person, Instant since) {
    static Statement by_person{
        R"(SELECT count(*)
        FROM wf.instance i
        JOIN wf.definition d USING (tenant_id, definition_id)
        WHERE i.tenant_id = $1 AND i.initiator = $3 AND i.started_at > $4 AND d.key = $2)",
        {INT8OID, TEXTOID, TEXTOID, TIMESTAMPTZOID}};
    static Statement by_all{
        R"(SELECT count(*)
        FROM wf.definition d
        JOIN wf.instance i USING (tenant_id, definition_id)
        WHERE i.tenant_id = $1 AND i.started_at > $3 AND d.key = $2)",
        {INT8OID, TEXTOID, TIMESTAMPTZOID}};
    const Rows rows =
        person.empty() ? by_all.run({int8(tenant_), text(definition), time(since)}, access_)
                       : by_person.run({int8(tenant_), text(definition), text(person), time(since)}, access_);
    return rows.int8(0, 1);
}

std::string SqlWorld::task_name(SeatId task) { return std::to_string(task_id(row_.instance, task)); }

}  // namespace wf::pg
