#include "pg/store/wait_rows.hpp"

#include "core/model/names.hpp"
#include "pg/store/log.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void insert_job(std::int64_t tenant, const InstanceRow& row, const Wait& wait) {
    static Statement insert{
        R"(INSERT INTO wf.job (tenant_id, job_id, instance_id, definition_id, node, kind, topic, due_at,
            repeats_left, tries_left, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, $11), $9, $10, $11))",
        {INT8OID, INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID, INT4OID, INT4OID,
         TIMESTAMPTZOID}};
    const bool is_service = wait.kind == WaitKind::Service;
    insert.run({int8(tenant), int8(job_id(row.instance, wait.id)), int8(row.instance), int8(row.definition),
                text(wait.node), text(name_of(wait.kind)), text_or_null(wait.name),
                wait.due_at ? time(wait.due_at) : null(), is_service ? null() : int4(wait.left),
                is_service ? int4(wait.left) : null(), time(row.state.last_at)},
               Access::ReadWrite);
}

void insert_subscription(std::int64_t tenant, const InstanceRow& row, const Wait& wait) {
    static Statement insert{
        R"(INSERT INTO wf.subscription (tenant_id, subscription_id, instance_id, definition_id, node, kind, name,
            correlation_key, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        {INT8OID, INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID}};
    insert.run({int8(tenant), int8(job_id(row.instance, wait.id)), int8(row.instance), int8(row.definition),
                text(wait.node), text(name_of(wait.kind)), text(wait.name), text_or_null(wait.key),
                time(row.state.last_at)},
               Access::ReadWrite);
}

void insert(std::int64_t tenant, const InstanceRow& row, const Wait& wait) {
    if (is_job(wait)) insert_job(tenant, row, wait);
    if (is_subscription(wait)) insert_subscription(tenant, row, wait);
}

// Why the job failed in the last of these entries; empty: it did not.
std::string failure_of(WaitId wait, const std::vector<Entry>& entries) {
    std::string error;
    for (const Entry& entry : entries)
        for (const Event& event : entry.events)
            if (const JobFailed* failed = std::get_if<JobFailed>(&event); failed && failed->wait == wait)
                error = failed->error;
    return error;
}

// A timer set anew, or a service that failed or may be tried again. Whoever had it does not have it any more.
void update_job(std::int64_t tenant, const InstanceRow& row, const Wait& wait,
                const std::vector<Entry>& entries) {
    static Statement update{
        R"(UPDATE wf.job
        SET due_at = coalesce($3, created_at), repeats_left = $4, tries_left = $5, error = $6,
            retry_at = NULL, leased_until = NULL, attempts = CASE WHEN kind = 'service' THEN attempts
            ELSE 0 END
        WHERE tenant_id = $1 AND job_id = $2)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT4OID, INT4OID, TEXTOID}};
    const bool is_service = wait.kind == WaitKind::Service;
    update.run({int8(tenant), int8(job_id(row.instance, wait.id)), wait.due_at ? time(wait.due_at) : null(),
                is_service ? null() : int4(wait.left), is_service ? int4(wait.left) : null(),
                text_or_null(failure_of(wait.id, entries))},
               Access::ReadWrite);
}

void remove(Statement& one, Statement& many, std::int64_t tenant, const std::vector<std::int64_t>& ids) {
    if (ids.size() == 1) one.run({int8(tenant), int8(ids.front())}, Access::ReadWrite);
    if (ids.size() > 1) many.run({int8(tenant), int8_array(ids)}, Access::ReadWrite);
}

void remove_jobs(std::int64_t tenant, const std::vector<std::int64_t>& ids) {
    static Statement one{"DELETE FROM wf.job WHERE tenant_id = $1 AND job_id = $2", {INT8OID, INT8OID}};
    static Statement many{"DELETE FROM wf.job WHERE tenant_id = $1 AND job_id = ANY ($2)",
                          {INT8OID, INT8ARRAYOID}};
    remove(one, many, tenant, ids);
}

void remove_subscriptions(std::int64_t tenant, const std::vector<std::int64_t>& ids) {
    static Statement one{"DELETE FROM wf.subscription WHERE tenant_id = $1 AND subscription_id = $2",
                         {INT8OID, INT8OID}};
    static Statement many{"DELETE FROM wf.subscription WHERE tenant_id = $1 AND subscription_id = ANY ($2)",
                          {INT8OID, INT8ARRAYOID}};
    remove(one, many, tenant, ids);
}

void check_number(const InstanceRow& row) {
    if (row.state.last_wait < tasks_per_instance) return;
    throw Error::make(Code::TooManyTasks, "instance " + std::to_string(row.instance) + " has too many jobs",
                      "An instance can have " + std::to_string(tasks_per_instance - 1) + " in its life.",
                      "Look for a loop in its definition; terminate it and start anew.");
}

}  // namespace

void project_waits(const EngineRights&, std::int64_t tenant, const InstanceRow& row,
                   const std::vector<Wait>& before, const std::vector<Entry>& entries) {
    const std::vector<Wait> after = armed(row.state);
    if (before.empty() && after.empty()) return;
    check_number(row);
    std::vector<std::int64_t> jobs;
    std::vector<std::int64_t> subscriptions;
    // Both are in the order in which they were armed, which is that of their numbers.
    // One that is restored comes before those that were armed later.
    std::vector<const Wait*> armed_anew;
    auto now = after.begin();
    for (const Wait& was : before) {
        for (; now != after.end() && now->id < was.id; ++now) armed_anew.push_back(&*now);
        if (now != after.end() && now->id == was.id) {
            if (is_job(was) && (was.due_at != now->due_at || was.left != now->left))
                update_job(tenant, row, *now, entries);
            ++now;
            continue;
        }
        if (is_job(was)) jobs.push_back(job_id(row.instance, was.id));
        if (is_subscription(was)) subscriptions.push_back(job_id(row.instance, was.id));
    }
    remove_jobs(tenant, jobs);
    remove_subscriptions(tenant, subscriptions);
    for (; now != after.end(); ++now) armed_anew.push_back(&*now);
    for (const Wait* wait : armed_anew) insert(tenant, row, *wait);
}

}  // namespace wf::pg
