#include "pg/server/as_engine.hpp"
#include "pg/command/refusal.hpp"
#include "pg/command/run_command.hpp"

#include "core/decide/revoke.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/host/business_row.hpp"
#include "pg/people/caller.hpp"
#include "pg/people/no_instance.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/store/request_store.hpp"
#include "pg/server/spi.hpp"
#include "pg/people/visible_row.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string_view action_of(const Act& act) {
    return std::visit([](const auto& one) { return one.action; }, act);
}

enum class TargetKind { Instance, Task, Job };

struct Target {
    std::int64_t id;  // as the caller named it, for request_id
    std::int64_t instance;
    TargetKind kind;
};

[[noreturn]] void not_found(const EngineRights& rights, const CallerRole& role, std::int64_t tenant, const Target& target) {
    const std::string id = std::to_string(target.id);
    switch (target.kind) {
        case TargetKind::Task:
            throw Error::make(Code::TaskNotFound, "task " + id + " does not exist", "",
                              "Open tasks are listed in wf.todo.");
        case TargetKind::Job:
            throw Error::make(Code::JobNotFound, "job " + id + " does not exist", "",
                              "Open jobs are listed in wf.jobs.");
        case TargetKind::Instance:
            break;
    }
    throw no_instance(rights, role, tenant, target.id);
}

InstanceRow lock(const EngineRights& rights, const CallerRole& role, std::int64_t tenant, const Target& target) {
    if (target.instance > 0)
        if (std::optional<InstanceRow> row = lock_instance(rights, tenant, target.instance))
            return std::move(*row);
    not_found(rights, role, tenant, target);
}

Actor actor_of(const EngineRights& rights, const Call& call, const CallerRole& role, TargetKind kind) {
    if (kind == TargetKind::Job) return check_actor_or_system(rights, call.actor, role, call.tenant);
    return {.id = check_actor(rights, call.actor, role, call.tenant), .administers = role.administers};
}

Rejection has_changed(const InstanceRow& row, std::int64_t expected) {
    return {Code::VersionConflict, "instance " + std::to_string(row.instance) + " has changed",
            "Its version is " + std::to_string(row.state.version) + ", not " + std::to_string(expected) + ".",
            "Read it again, then repeat the command."};
}

void check_version(const EngineRights& rights, const Call& call, const InstanceRow& row,
                   const Command& command) {
    if (!call.expected_version || *call.expected_version == row.state.version) return;
    throw to_error(
        as_told(rights, call.tenant, row.instance, command, has_changed(row, *call.expected_version)));
}

// Of an instance that the caller has read; what they begin or send has none yet.
void must_expect_no_version(const Call& call) {
    if (!call.expected_version) return;
    throw Error::make(Code::BadArgument, "expected_version cannot be given here",
                      "It is the version of one instance, and the command is not about one that is there already.",
                      "Leave expected_version out.");
}

RequestKey request_of(const Call& call, const PersonId& actor, const std::string& definition) {
    return {.tenant = call.tenant, .actor = actor, .definition = definition, .id = *call.request_id};
}

std::int64_t run(const Call& call, const Target& target, Act act, const std::string& comment) {
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        const Actor actor = actor_of(rights, call, role, target.kind);
        const std::string_view action = action_of(act);
        InstanceRow row = lock(rights, role, call.tenant, target);
        const DefinitionRef definition = definition_by_id(rights, call.tenant, row.definition);
        const std::string& key = definition->compiled.key;
        check_may_use(rights, role, call.tenant, key);
        std::optional<std::int64_t> result;
        if (call.request_id)
            result = find_request(rights, request_of(call, actor.id, key), action, target.id);
        if (!result) {
            Work work{rights, call.tenant, GetCurrentTimestamp()};
            const Command command{.act = std::move(act),
                                  .actor = actor.id,
                                  .by_administrator = actor.administers,
                                  .at = work.at(),
                                  .comment = comment};
            check_version(rights, call, row, command);
            work.decide(row, definition->compiled, command);
            work.run();
            result = work.version_of(row.instance);
            if (call.request_id)
                remember_request(rights, request_of(call, actor.id, key), action, target.id, *result);
        }
        give_back(std::move(row));
        return *result;
    });
}

bool is_being_revoked(std::int64_t tenant, std::int64_t instance) {
    static Statement query{
        R"(SELECT EXISTS (SELECT FROM wf.instance WHERE tenant_id = $1 AND revokes_instance_id = $2
            AND ended_at IS NULL))",
        {INT8OID, INT8OID}};
    return query.run({int8(tenant), int8(instance)}, Access::ReadWrite).boolean(0, 1);
}

Json merged(const Json& form, const std::optional<Json>& patch) {
    if (!patch) return form;
    static Statement merge{
        R"(SELECT coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each($1 || $2)
            WHERE value <> 'null' OR NOT $2 ? key), '{}')::text
        WHERE jsonb_typeof($2) = 'object')",
        {JSONBOID, JSONBOID}};
    const Rows rows = merge.run({jsonb(form.text), jsonb(patch->text)}, Access::ReadWrite);
    if (rows.empty()) throw Error::make(Code::BadArgument, "data is not a JSON object");
    return Json{rows.text(0, 1)};
}

Start revoking(const InstanceRow& row, Json data) {
    Start start;
    start.title = row.title;
    start.business_table = row.business_table;
    start.business_key = row.business_key;
    start.data = std::move(data);
    start.revokes = InstanceId{row.instance};
    return start;
}

// For what has no instance to lock: of two equal requests the second waits at the first step for the first.
template <class Send>
std::int32_t run_send(const Call& call, std::string_view kind, const std::string& name, Instant at, Send send) {
    must_expect_no_version(call);
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        const Actor actor = check_actor_or_system(rights, call.actor, role, call.tenant);
        check_may_send(rights, role, call.tenant, actor.id, kind, name);
        std::optional<std::int64_t> result;
        if (call.request_id)
            result = take_request(rights, request_of(call, actor.id, {}), "send_" + std::string{kind}, 0);
        if (!result) {
            Work work{rights, call.tenant, at};
            result = send(work, actor.id);
            work.run();
            if (call.request_id) settle_request(rights, request_of(call, actor.id, {}), *result);
        }
        return static_cast<std::int32_t>(*result);
    });
}

}  // namespace

std::int64_t run_on_task(const Call& call, std::int64_t task, Act act, const std::string& comment) {
    return run(call, {.id = task, .instance = instance_of_task(task), .kind = TargetKind::Task},
               std::move(act), comment);
}

std::int64_t run_on_instance(const Call& call, std::int64_t instance, Act act, const std::string& comment) {
    return run(call, {.id = instance, .instance = instance, .kind = TargetKind::Instance}, std::move(act),
               comment);
}

std::int64_t run_on_job(const Call& call, std::int64_t job, Act act) {
    return run(call, {.id = job, .instance = instance_of_job(job), .kind = TargetKind::Job}, std::move(act),
               {});
}

std::int64_t run_start(const Call& call, StartRequest request) {
    must_expect_no_version(call);
    if (!request.start.business_table.empty())
        request.start.business_table = resolve_business_table(request.start.business_table);
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        const Actor actor{.id = check_actor(rights, call.actor, role, call.tenant),
                          .administers = role.administers};
        check_may_use(rights, role, call.tenant, request.definition);
        InstanceRow row;
        row.instance = next_instance_id(rights);
        const std::int64_t instance = row.instance;
        // Taken before anything else: of two equal requests the second waits here for the first.
        std::optional<std::int64_t> earlier;
        if (call.request_id)
            earlier =
                take_request(rights, request_of(call, actor.id, request.definition), Start::action, instance);
        if (!earlier) {
            const DefinitionRef definition =
                definition_to_start(rights, call.tenant, request.definition, request.version);
            request.start.business_table =
                bound_table(rights, request.start.business_table, !request.start.business_key.empty(),
                            definition->compiled.business_table);
            check_row_visible(rights, request.start.business_table, request.start.business_key);
            request.start.business_key =
                key_of_row(rights, call.tenant, definition->compiled.key, request.start.business_table,
                           request.start.business_key);
            check_may_start(rights, call.tenant, actor, definition->compiled);
            Work work{rights, call.tenant, GetCurrentTimestamp()};
            work.start(std::move(row), *definition, std::move(request.start), actor.id);
            work.run();
        }
        return earlier.value_or(instance);
    });
}

std::int64_t run_revoke(const Call& call, std::int64_t instance, const std::string& comment,
                        const std::optional<Json>& data) {
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        const std::string actor = check_actor(rights, call.actor, role, call.tenant);
        const std::string_view action = AcceptRevocation::action;
        const InstanceRow row =
            lock(rights, role, call.tenant, {.id = instance, .instance = instance, .kind = TargetKind::Instance});
        const DefinitionRef old = definition_by_id(rights, call.tenant, row.definition);
        const std::string& key =
            old->compiled.revoked_by.empty() ? old->compiled.key : old->compiled.revoked_by;
        for (const std::string& one : {old->compiled.key, key}) check_may_use(rights, role, call.tenant, one);
        std::optional<std::int64_t> result;
        if (call.request_id)
            result = find_request(rights, request_of(call, actor, old->compiled.key), action, instance);
        if (!result) {
            const Command command{.act = AcceptRevocation{},
                                  .actor = actor,
                                  .by_administrator = false,
                                  .at = GetCurrentTimestamp(),
                                  .comment = comment};
            check_version(rights, call, row, command);
            if (Refusal refused = may_revoke(row.state, actor, is_being_revoked(call.tenant, instance)))
                throw to_error(as_told(rights, call.tenant, instance, command, std::move(*refused)));
            InstanceRow next;
            next.instance = next_instance_id(rights);
            Work work{rights, call.tenant, GetCurrentTimestamp()};
            result = work.start(std::move(next), *definition_by_key(rights, call.tenant, key, {}),
                                revoking(row, merged(row.state.data, data)), actor, comment);
            work.run();
            if (call.request_id)
                remember_request(rights, request_of(call, actor, old->compiled.key), action, instance,
                                 *result);
        }
        return *result;
    });
}

std::int32_t run_send_message(const Call& call, Message message, Instant at, Instant expires_at) {
    return run_send(call, "message", message.name, at, [&](Work& work, const std::string& actor) {
        message.sender = actor;
        return work.send_message(message, expires_at);
    });
}

std::int32_t run_send_signal(const Call& call, SignalToSend signal) {
    return run_send(call, "signal", signal.name, GetCurrentTimestamp(),
                    [&](Work& work, const std::string& actor) {
                        signal.sender = actor;
                        return work.send_signal(signal);
                    });
}

}  // namespace wf::pg
