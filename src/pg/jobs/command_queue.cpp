#include "pg/jobs/command_queue.hpp"

#include "core/base/json_string.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/store/log.hpp"
#include "pg/command/macro.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/armed_jobs.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct QueuedCommands {
    Json commands;
    Order order;
    std::string search_path;
};

// Gone in the moment in which it runs: both or neither.
std::optional<QueuedCommands> take(std::int64_t tenant, std::int64_t job, Instant at) {
    static Statement remove{
        R"(DELETE FROM wf.job
        WHERE tenant_id = $1
            AND job_id = (SELECT job_id FROM wf.job WHERE tenant_id = $1 AND job_id = $2 AND kind = 'command'
                AND due_at <= $3 FOR UPDATE SKIP LOCKED)
        RETURNING (payload -> 'commands')::text, actor, payload ->> 'role', payload ->> 'search_path',
            payload ->> 'session', coalesce((payload ->> 'is_role_lent')::boolean, false))",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows = remove.run({int8(tenant), int8(job), time(at)}, Access::ReadWrite);
    if (rows.empty()) return {};
    return QueuedCommands{.commands = Json{rows.text(0, 1)},
                          .order = {.actor = rows.text(0, 2),
                                    .tenant = tenant,
                                    .role = rows.text(0, 3),
                                    .session = rows.text(0, 5),
                                    .is_role_lent = rows.boolean(0, 6)},
                          .search_path = rows.text(0, 4)};
}

// As the server itself does for SECURITY DEFINER; on an error it takes it back. Nothing waits for COMMIT, which is that
// of whoever runs the queue.
class InRole {
public:
    explicit InRole(Oid user) {
        GetUserIdAndSecContext(&caller_, &security_context_);
        SetUserIdAndSecContext(user, security_context_ | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
    }
    void give_back() { SetUserIdAndSecContext(caller_, security_context_); }

private:
    Oid caller_ = InvalidOid;
    int security_context_ = 0;
};

// Names mean what they meant to whoever queued the commands, and nothing that whoever runs the queue could
// slip under them. Not to wait for locks means not to be part of a deadlock (due_jobs.cpp). On an error the
// subtransaction takes both back.
class Surroundings {
public:
    Surroundings(const std::string& search_path, bool wait_for_others) : level_(NewGUCNestLevel()) {
        set("search_path", search_path.c_str());
        if (!wait_for_others) set("lock_timeout", "1ms");
    }
    void give_back() {
        call([&] { AtEOXact_GUC(true, level_); });
    }

private:
    static void set(const char* name, const char* value) {
        call([&] {
            set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
        });
    }

    int level_;
};

void check_queue_of(std::int64_t tenant, const std::string& actor) {
    static Statement count{
        R"(SELECT count(*)
        FROM (SELECT FROM wf.job WHERE kind = 'command' AND actor = $2 AND tenant_id = $1 LIMIT $3) AS waiting)",
        {INT8OID, TEXTOID, INT8OID}};
    const auto most = static_cast<std::int64_t>(settings::max_queued_commands());
    if (count.run({int8(tenant), text(actor), int8(most)}, Access::ReadWrite).int8(0, 1) < most) return;
    throw Error::make(Code::StartLimit, "too many commands are queued for \"" + actor + "\"",
                      "wf_engine.max_queued_commands allows " + std::to_string(most) + ".",
                      "They are listed in wf.jobs; wf.cancel_job takes one back.");
}

void run(const QueuedCommands& job, Oid user) {
    InRole role{user};
    const std::vector<MacroCall> calls = read_macro(job.commands);
    Spi spi;
    {
        const VouchedFor vouched{job.order, user};
        run_macro(calls, job.order.actor, job.order.tenant);
    }
    spi.finish();
    role.give_back();
}

}  // namespace

// The number of a wait is never 0, so these ids are no jobs of instances.
std::int64_t enqueue(const EngineRights&, const Order& order, const Json& commands,
                     const std::string& search_path, Instant due_at) {
    check_queue_of(order.tenant, order.actor);
    // What was due before it was there would come before everything that waits.
    due_at = std::max(due_at, GetCurrentTransactionStartTimestamp());
    note_armed(due_at);
    static Statement insert{
        R"(INSERT INTO wf.job (tenant_id, job_id, kind, due_at, created_at, actor, payload)
        VALUES ($1, nextval('wf.instance_id_seq') * $2, 'command', $3, $4, $5, $6)
        RETURNING job_id)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TEXTOID, JSONBOID}};
    std::string payload = "{\"commands\": " + commands.text + ", \"role\": ";
    append_json_string(payload, order.role);
    payload += ", \"session\": ";
    append_json_string(payload, order.session);
    payload += std::string{", \"is_role_lent\": "} + (order.is_role_lent ? "true" : "false");
    payload += ", \"search_path\": ";
    append_json_string(payload, search_path);
    const Rows rows = insert.run({int8(order.tenant), int8(tasks_per_instance), time(due_at),
                                  time(GetCurrentTimestamp()), text(order.actor), jsonb(payload + "}")},
                                 Access::ReadWrite);
    return rows.int8(0, 1);
}

void cancel_job(const EngineRights&, std::int64_t tenant, std::int64_t job, const std::string& actor,
                bool is_administrator) {
    static Statement remove{
        "DELETE FROM wf.job WHERE tenant_id = $1 AND job_id = $2 AND kind = 'command' RETURNING actor",
        {INT8OID, INT8OID}};
    const Rows rows = remove.run({int8(tenant), int8(job)}, Access::ReadWrite);
    if (rows.empty())
        throw Error::make(Code::JobNotFound, "job " + std::to_string(job) + " is not a queued command",
                          "It does not exist, or it has been run.", "Queued commands are listed in wf.jobs.");
    if (rows.text(0, 1) != actor && !is_administrator)
        throw Error::make(
            Code::NotAnAdministrator, "\"" + actor + "\" may not cancel job " + std::to_string(job),
            "It was queued for \"" + rows.text(0, 1) + "\".", "Only that person or an administrator can cancel it.");
}

bool run_queued(std::int64_t tenant, std::int64_t job, Instant at, bool wait_for_others) {
    std::optional<QueuedCommands> queued;
    Oid role = InvalidOid;
    as_engine([&](EngineRights& rights) {
        queued = take(tenant, job, at);
        if (queued) role = check_still_acts(rights, queued->order).user;
    });
    if (!queued) return false;
    Surroundings surroundings{queued->search_path, wait_for_others};
    run(*queued, role);
    surroundings.give_back();
    return true;
}

}  // namespace wf::pg
