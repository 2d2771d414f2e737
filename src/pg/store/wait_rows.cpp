#include "pg/store/wait_rows.hpp"

#include "core/model/names.hpp"
#include "pg/store/armed_jobs.hpp"
#include "pg/store/log.hpp"
#include "pg/store/tables.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void insert_job(std::int64_t tenant, const InstanceRow& row, const Wait& wait) {
    const bool is_service = wait.kind == WaitKind::Service;
    const Param created_at = time(row.state.last_at);
    if (!is_service) note_armed(wait.due_at ? wait.due_at : row.state.last_at);
    job_rows().insert({int8(tenant), int8(job_id(row.instance, wait.id)), int8(row.instance), int8(row.definition),
                       text(wait.node), text(name_of(wait.kind)), text_or_null(wait.name),
                       wait.due_at ? time(wait.due_at) : created_at, is_service ? null() : int4(wait.left),
                       is_service ? int4(wait.left) : null(), int4(0), null(), null(), null(), null(), created_at,
                       null(), null(), null()});
}

void insert_subscription(std::int64_t tenant, const InstanceRow& row, const Wait& wait) {
    subscription_rows().insert({int8(tenant), int8(job_id(row.instance, wait.id)), int8(row.instance),
                                int8(row.definition), text(wait.node), text(name_of(wait.kind)), text(wait.name),
                                text_or_null(wait.key), time(row.state.last_at)});
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
    using At = JobColumn;
    const Param id = int8(job_id(row.instance, wait.id));
    const std::optional<TableRow> was = job_rows().find({int8(tenant), id}, 1ULL << At::created_at);
    if (!was) return;
    const bool is_service = wait.kind == WaitKind::Service;
    if (!is_service) note_armed(wait.due_at);
    std::vector<Change> changes{{At::due_at, wait.due_at ? time(wait.due_at) : (*was)[At::created_at]},
                                {At::repeats_left, is_service ? null() : int4(wait.left)},
                                {At::tries_left, is_service ? int4(wait.left) : null()},
                                {At::error, text_or_null(failure_of(wait.id, entries))},
                                {At::retry_at, null()},
                                {At::leased_until, null()}};
    // Those of a service count on, whoever fetches it meanwhile.
    if (!is_service) changes.push_back({At::attempts, int4(0)});
    job_rows().update({int8(tenant), id}, changes);
}

void remove(KeyedTable& table, std::int64_t tenant, const std::vector<std::int64_t>& ids) {
    for (const std::int64_t id : ids) table.remove({int8(tenant), int8(id)});
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
    remove(job_rows(), tenant, jobs);
    remove(subscription_rows(), tenant, subscriptions);
    for (; now != after.end(); ++now) armed_anew.push_back(&*now);
    for (const Wait* wait : armed_anew) insert(tenant, row, *wait);
}

}  // namespace wf::pg
