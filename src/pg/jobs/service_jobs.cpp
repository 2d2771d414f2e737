#include "pg/jobs/service_jobs.hpp"

#include "core/json/value_json.hpp"
#include "pg/store/log.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

feel::Entries entries_of(const Json& json) {
    const std::optional<feel::Value> value = value_from_json(json.text);
    return value && value->is_context() ? value->as_context() : feel::Entries{};
}

// The form, and over it the variables of the scopes that the token lies in, the innermost last.
std::string data_around(const State& state, TokenId token) {
    std::vector<const Json*> layers;
    for (const Token* around = state.find_token(token); around; around = state.find_token(around->scope))
        if (!around->data.text.empty()) layers.push_back(&around->data);
    if (layers.empty()) return state.data.text;
    feel::Entries merged = entries_of(state.data);
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
        for (auto& [name, value] : entries_of(**layer)) {
            std::erase_if(merged, [&](const auto& entry) { return entry.first == name; });
            merged.emplace_back(name, std::move(value));
        }
    return value_to_json(feel::Value::context(std::move(merged)));
}

// Without one: its instance has ended or gone on.
std::optional<ServiceJob> job_in(const EngineRights& rights, std::int64_t tenant, const Rows& rows,
                                 std::size_t row) {
    const std::int64_t id = rows.int8(row, 1);
    const std::int64_t instance_id = rows.int8(row, 2);
    const std::optional<InstanceRow> instance = read_instance(rights, tenant, instance_id, Access::ReadWrite);
    const Wait* wait = instance ? armed(instance->state, wait_of_job(id)) : nullptr;
    if (!wait) return {};
    return ServiceJob{.id = id,
                      .instance = instance_id,
                      .definition_key = rows.text(row, 3),
                      .node = rows.text(row, 4),
                      .business_table = instance->business_table,
                      .business_key = instance->business_key,
                      .tries_left = rows.int4(row, 5),
                      .data = data_around(instance->state, wait->token)};
}

}  // namespace

std::vector<ServiceJob> fetch_jobs(const EngineRights& rights, std::int64_t tenant, const std::string& topic,
                                   const std::string& worker, std::int32_t max_jobs, Instant now,
                                   Instant leased_until,
                                   const std::optional<std::vector<std::int64_t>>& usable) {
    // A job that may be done from its creation on has due_at = created_at, which is the instance's time; that
    // runs ahead of the clock after wf.run_due_jobs(at => later).
    static Statement fetch{
        R"(
        WITH free AS (
            SELECT job_id FROM wf.job
            WHERE tenant_id = $1 AND topic = $2 AND kind = 'service' AND tries_left > 0
              AND ($7 IS NULL OR definition_id = ANY ($7)) AND (due_at <= $5 OR due_at = created_at)
              AND (leased_until IS NULL OR leased_until <= $5)
            ORDER BY due_at, job_id LIMIT $4 FOR UPDATE SKIP LOCKED),
        fetched AS (
            UPDATE wf.job j SET worker = $3, leased_until = $6, attempts = attempts + 1 FROM free
            WHERE j.tenant_id = $1 AND j.job_id = free.job_id
            RETURNING j.job_id, j.instance_id, j.definition_id, j.node, j.tries_left, j.due_at)
        SELECT f.job_id, f.instance_id, d.key, f.node, f.tries_left
        FROM fetched f JOIN wf.definition d ON d.tenant_id = $1 AND d.definition_id = f.definition_id
        ORDER BY f.due_at, f.job_id)",
        {INT8OID, TEXTOID, TEXTOID, INT4OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8ARRAYOID}};
    const Rows rows = fetch.run({int8(tenant), text(topic), text(worker), int4(max_jobs), time(now),
                                 time(leased_until), usable ? int8_array(*usable) : null()},
                                Access::ReadWrite);
    std::vector<ServiceJob> jobs;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        if (std::optional<ServiceJob> job = job_in(rights, tenant, rows, row))
            jobs.push_back(std::move(*job));
    }
    return jobs;
}

void extend_job(const EngineRights&, std::int64_t tenant, std::int64_t job, const std::string& worker, Instant leased_until,
                const std::optional<std::vector<std::int64_t>>& usable) {
    static Statement extend{
        R"(UPDATE wf.job SET leased_until = $4
        WHERE tenant_id = $1 AND job_id = $2 AND worker = $3 AND leased_until IS NOT NULL AND kind = 'service'
          AND ($5 IS NULL OR definition_id = ANY ($5))
        RETURNING job_id)",
        {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, INT8ARRAYOID}};
    const Rows rows = extend.run(
        {int8(tenant), int8(job), text(worker), time(leased_until), usable ? int8_array(*usable) : null()},
        Access::ReadWrite);
    if (rows.empty())
        throw Error::make(Code::JobNotOpen, "job " + std::to_string(job) + " is not with \"" + worker + "\"",
                          "It is over, has failed, or somebody else has fetched it.",
                          "Stop working on it; open jobs are in wf.jobs.");
}

}  // namespace wf::pg
