#include "pg/jobs/start_events.hpp"

#include "core/base/local_message.hpp"
#include "core/calendar/working_schedule.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/model/schedule.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/error.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/armed_jobs.hpp"
#include "pg/store/calendars.hpp"
#include "pg/store/log.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// No instance is there yet, so no names are.
class NoNames : public feel::Scope {
public:
    NoNames(Instant now, const feel::Zone& zone) : now_(now), zone_(zone) {}
    std::optional<feel::Value> find(std::string_view) override { return {}; }
    std::optional<feel::DateTime> now() override { return moment_of(now_, zone_); }

private:
    Instant now_;
    feel::Zone zone_;
};

// A start event of a stored definition.
struct StoredStart {
    std::int64_t definition_id;
    const Definition& definition;
    std::int64_t id;  // of its job
    const Node& node;
};

// When a start event comes, as far as its text says it.
struct StartTimer {
    const Node& node;
    feel::Zone zone;
    Instant now = 0;
    std::optional<WorkingCalendar> calendar{};  // its durations are counted in its hours
    std::string text{};
};

StartTimer read_timer(const EngineRights& rights, std::int64_t tenant, const Definition& definition, const Node& node,
                      Instant now) {
    const DecideLimits& limits = settings::decide_limits(tenant);
    StartTimer read{.node = node, .zone = definition.zone_or(limits.time_zone), .now = now};
    const Timer& timer = node.event.timer;
    if (!node.calendar.empty()) read.calendar = calendar_named(rights, tenant, node.calendar);
    if (!timer.expression) {
        read.text = timer.text;
        return read;
    }
    const feel::LocalZone zone{read.zone};
    NoNames scope{now, read.zone};
    read.text = value_to_text(timer.expression->evaluate(scope, limits.expression, check_interrupts));
    return read;
}

[[noreturn]] void not_understood(const StartTimer& timer) {
    throw Error::make(
        Code::BadTimer,
        in_language("the timer of start event " + as_called(timer.node.id, &timer.node.name) + " cannot be set",
                    settings::language()),
        "\"" + timer.text + "\" is not a text of its kind.",
        "Write, for example, \"after\": \"PT72H\", \"at\": \"2026-12-24T18:00:00Z\" or \"every\": \"R3/PT10M\".");
}

Schedule schedule_of(const StartTimer& timer) {
    std::string problem;
    std::optional<Schedule> schedule = parse_schedule(timer.text, timer.zone, problem);
    if (!schedule) not_understood(timer);
    return *schedule;
}

template <class Found>
Found worked(const StartTimer& timer, const std::optional<Found>& found) {
    if (found) return *found;
    throw to_error(refuse::no_working_time(timer.node.id, timer.calendar->id));
}

std::optional<Firing> next_of(const StartTimer& timer, const Firing& before, Instant now) {
    const Schedule schedule = schedule_of(timer);
    return timer.calendar ? next_firing(schedule, *timer.calendar, before, now) : next_firing(schedule, before, now);
}

// Nothing: all its times are over, and nobody has missed them.
std::optional<Firing> first_of(const StartTimer& timer) {
    switch (timer.node.event.timer.kind) {
        case TimerKind::After:
            if (const std::optional<Duration> duration = parse_duration(timer.text))
                return timer.calendar ? worked(timer, working_firing(*timer.calendar, timer.now, *duration))
                                      : Firing{.at = add(timer.now, *duration, timer.zone)};
            break;
        case TimerKind::At:
            if (const std::optional<Instant> moment = parse_instant(timer.text, timer.zone))
                return Firing{.at = *moment};
            break;
        case TimerKind::Every: {
            const Schedule schedule = schedule_of(timer);
            const FirstFiring first = timer.calendar
                                          ? worked(timer, first_firing(schedule, *timer.calendar, timer.now))
                                          : first_firing(schedule, timer.now);
            return first.is_over ? std::nullopt : std::optional{first.firing};
        }
    }
    not_understood(timer);
}

void insert_job(const EngineRights& rights, std::int64_t tenant, const StoredStart& start, Instant now) {
    static Statement insert{
        R"(INSERT INTO wf.job (tenant_id, job_id, definition_id, node, kind, due_at, repeats_left, created_at)
        VALUES ($1, $2, $3, $4, 'start', $5, $6, $7))",
        {INT8OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, INT4OID, TIMESTAMPTZOID}};
    const std::optional<Firing> first = first_of(read_timer(rights, tenant, start.definition, start.node, now));
    if (!first) return;
    note_armed(first->at);
    insert.run({int8(tenant), int8(start.id), int8(start.definition_id), text(start.node.id), time(first->at),
                int4(first->left), time(now)},
               Access::ReadWrite);
}

void insert_subscription(std::int64_t tenant, std::int64_t definition, std::int64_t id, const Node& node,
                         Instant now) {
    static Statement insert{
        R"(INSERT INTO wf.subscription (tenant_id, subscription_id, definition_id, node, kind, name, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7))",
        {INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID}};
    insert.run({int8(tenant), int8(id), int8(definition), text(node.id), text(name_of(node.event.kind)),
                text(node.event.name), time(now)},
               Access::ReadWrite);
}

void remove_job(std::int64_t tenant, std::int64_t job) {
    static Statement remove{"DELETE FROM wf.job WHERE tenant_id = $1 AND job_id = $2", {INT8OID, INT8OID}};
    remove.run({int8(tenant), int8(job)}, Access::ReadWrite);
}

void set_job_anew(std::int64_t tenant, std::int64_t job, const Firing& next) {
    static Statement update{
        R"(UPDATE wf.job
        SET due_at = $3, repeats_left = $4, since = $5, attempts = 0, retry_at = NULL, error = NULL
        WHERE tenant_id = $1 AND job_id = $2)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT4OID, TIMESTAMPTZOID}};
    note_armed(next.at);
    update.run({int8(tenant), int8(job), time(next.at), int4(next.left), time(next.since)},
               Access::ReadWrite);
}

}  // namespace

void disarm_start_events(const EngineRights&, std::int64_t tenant, const std::string& key) {
    static Statement jobs{
        R"(DELETE FROM wf.job
        WHERE tenant_id = $1
            AND instance_id IS NULL
            AND definition_id IN (SELECT definition_id FROM wf.definition WHERE tenant_id = $1 AND key = $2))",
        {INT8OID, TEXTOID}};
    static Statement subscriptions{
        R"(DELETE FROM wf.subscription
        WHERE tenant_id = $1
            AND instance_id IS NULL
            AND definition_id IN (SELECT definition_id FROM wf.definition WHERE tenant_id = $1 AND key = $2))",
        {INT8OID, TEXTOID}};
    jobs.run({int8(tenant), text(key)}, Access::ReadWrite);
    subscriptions.run({int8(tenant), text(key)}, Access::ReadWrite);
}

void arm_start_events(const EngineRights& rights, std::int64_t tenant, std::int64_t definition,
                      const Definition& compiled, Instant now) {
    disarm_start_events(rights, tenant, compiled.key);
    for (std::size_t i = 0; i < compiled.event_starts.size(); ++i) {
        const Node& node = compiled.nodes[compiled.event_starts[i]];
        const std::int64_t id = start_event_id(definition, i + 1);
        if (node.event.kind == EventKind::Timer)
            insert_job(rights, tenant, {.definition_id = definition, .definition = compiled, .id = id, .node = node},
                       now);
        if (node.event.kind == EventKind::Message || node.event.kind == EventKind::Signal)
            insert_subscription(tenant, definition, id, node, now);
    }
}

bool fire_start_timer(const EngineRights& rights, Work& work, std::int64_t tenant, std::int64_t job) {
    static Statement lock{
        R"(SELECT definition_id, node, repeats_left, due_at, coalesce(since, created_at)
        FROM wf.job
        WHERE tenant_id = $1 AND job_id = $2 AND due_at <= $3
        FOR UPDATE SKIP LOCKED)",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows = lock.run({int8(tenant), int8(job), time(work.at())}, Access::ReadWrite);
    if (rows.empty()) return false;
    const std::int64_t definition = rows.int8(0, 1);
    const std::string node_id = rows.text(0, 2);
    const Firing before{.at = rows.time(0, 4), .left = rows.int4(0, 3), .since = rows.time(0, 5)};
    work.start_by_event(definition, node_id, Json{"{}"}, {});
    std::optional<Firing> next;
    if (before.left != 0) {
        const DefinitionRef stored = definition_by_id(rights, tenant, definition);
        const Node& node = *stored->compiled.find_node(node_id);
        next = next_of(read_timer(rights, tenant, stored->compiled, node, work.at()), before, work.at());
    }
    if (next)
        set_job_anew(tenant, job, *next);
    else
        remove_job(tenant, job);
    return true;
}

}  // namespace wf::pg
