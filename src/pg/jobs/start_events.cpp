#include "pg/jobs/start_events.hpp"

#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/model/time.hpp"
#include "pg/store/log.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// No instance is there yet, so no names are.
class NoNames : public feel::Scope {
public:
    explicit NoNames(Instant now) : now_(now) {}
    std::optional<feel::Value> find(std::string_view) override { return {}; }
    std::optional<feel::DateTime> now() override {
        return moment_of(now_, settings::decide_limits().time_zone);
    }

private:
    Instant now_;
};

std::string text_of(const Timer& timer, Instant now) {
    if (!timer.expression) return timer.text;
    NoNames scope{now};
    const feel::Value value =
        timer.expression->evaluate(scope, settings::decide_limits().expression, check_interrupts);
    return value_to_text(value);
}

struct Due {
    Instant at = 0;
    std::int32_t repeats_left = 0;
};

Due due_of(const Node& node, Instant now) {
    const Timer& timer = node.event.timer;
    const std::string text = text_of(timer, now);
    switch (timer.kind) {
        case TimerKind::After:
            if (const std::optional<Duration> duration = parse_duration(text)) return {now + *duration, 0};
            break;
        case TimerKind::At:
            if (const std::optional<Instant> moment = parse_instant(text)) return {*moment, 0};
            break;
        case TimerKind::Every:
            if (const std::optional<Cycle> cycle = parse_cycle(text))
                return {now + cycle->every, cycle->times < 0 ? -1 : std::max(cycle->times - 1, 0)};
            break;
    }
    throw Error::make(
        Code::BadTimer, "the timer of start event \"" + node.id + "\" cannot be set",
        "\"" + text + "\" is not an ISO 8601 text of its kind.",
        "Write, for example, \"after\": \"PT72H\", \"at\": \"2026-12-24T18:00:00Z\" or \"every\": \"R3/PT10M\".");
}

void insert_job(std::int64_t tenant, std::int64_t definition, std::int64_t id, const Node& node,
                Instant now) {
    static Statement insert{
        R"(INSERT INTO wf.job (tenant_id, job_id, definition_id, node, kind, due_at, repeats_left, created_at)
        VALUES ($1, $2, $3, $4, 'start', $5, $6, $7))",
        {INT8OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, INT4OID, TIMESTAMPTZOID}};
    const Due due = due_of(node, now);
    insert.run({int8(tenant), int8(id), int8(definition), text(node.id), time(due.at), int4(due.repeats_left),
                time(now)},
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

void set_job_anew(std::int64_t tenant, std::int64_t job, Instant due_at, std::int32_t repeats_left) {
    static Statement update{
        R"(UPDATE wf.job
        SET due_at = $3, repeats_left = $4, attempts = 0, retry_at = NULL, error = NULL
        WHERE tenant_id = $1 AND job_id = $2)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT4OID}};
    update.run({int8(tenant), int8(job), time(due_at), int4(repeats_left)}, Access::ReadWrite);
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
        if (node.event.kind == EventKind::Timer) insert_job(tenant, definition, id, node, now);
        if (node.event.kind == EventKind::Message || node.event.kind == EventKind::Signal)
            insert_subscription(tenant, definition, id, node, now);
    }
}

StartFired fire_start_timer(const EngineRights& rights, Work& work, std::int64_t tenant, std::int64_t job) {
    static Statement lock{
        R"(SELECT definition_id, node, repeats_left
        FROM wf.job
        WHERE tenant_id = $1 AND job_id = $2 AND due_at <= $3
        FOR UPDATE SKIP LOCKED)",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows = lock.run({int8(tenant), int8(job), time(work.at())}, Access::ReadWrite);
    if (rows.empty()) return StartFired::Busy;
    const std::int64_t definition = rows.int8(0, 1);
    const std::string node_id = rows.text(0, 2);
    const std::int32_t repeats_left = rows.int4(0, 3);
    work.start_by_event(definition, node_id, Json{"{}"}, {});
    if (repeats_left == 0) {
        remove_job(tenant, job);
        return StartFired::Yes;
    }
    const DefinitionRef stored = definition_by_id(rights, tenant, definition);
    const Due next = due_of(*stored->compiled.find_node(node_id), work.at());
    set_job_anew(tenant, job, next.at, repeats_left < 0 ? -1 : repeats_left - 1);
    return StartFired::Yes;
}

}  // namespace wf::pg
