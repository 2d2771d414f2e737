#include "pg/run_command.hpp"

#include "core/engine.hpp"
#include "pg/business_row.hpp"
#include "pg/caller.hpp"
#include "pg/definition_cache.hpp"
#include "pg/engine_rights.hpp"
#include "pg/event_store.hpp"
#include "pg/projection.hpp"
#include "pg/request_store.hpp"
#include "pg/settings.hpp"
#include "pg/spi.hpp"
#include "pg/sql_world.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::string_view action_of(const Act& act) {
    return std::visit([](const auto& one) { return one.action; }, act);
}

// Decides on the state that `row` has, and makes the outcome true. `row` must be locked or new.
std::int64_t decide_and_store(std::int64_t tenant, InstanceRow& row, const Definition& definition,
                              const Command& command) {
    SqlWorld world{tenant, row, Access::ReadWrite};
    State before = row.state;
    Decision decision = decide(definition, std::move(before), command, world, settings::decide_limits());
    if (Rejection* rejection = std::get_if<Rejection>(&decision)) throw to_error(std::move(*rejection));
    Accepted& accepted = std::get<Accepted>(decision);
    row.state = std::move(accepted.state);
    append(tenant, row.instance, accepted.entries);
    project(tenant, row, accepted.entries);
    return row.state.version;
}

struct Target {
    std::int64_t id;  // as the caller named it, for request_id
    std::int64_t instance;
    bool is_task;
};

InstanceRow lock(std::int64_t tenant, const Target& target) {
    if (target.instance > 0)
        if (std::optional<InstanceRow> row = lock_instance(tenant, target.instance)) return std::move(*row);
    if (target.is_task)
        throw Error::make(Code::TaskNotFound, "task " + std::to_string(target.id) + " does not exist", "",
                          "Open tasks are listed in wf.todo.");
    throw Error::make(Code::InstanceNotFound, "instance " + std::to_string(target.id) + " does not exist", "",
                      "Instances are listed in wf.instance_list.");
}

std::int64_t run(const Call& call, const Target& target, Act act, const std::string& comment) {
    const CallerRole role = caller_role();
    EngineRights rights;
    Spi spi;
    const std::string actor = check_actor(call.actor, role, call.tenant);
    const std::string_view action = action_of(act);
    InstanceRow row = lock(call.tenant, target);
    std::optional<std::int64_t> result;
    if (call.request_id) result = find_request(call.tenant, *call.request_id, action, target.id);
    if (!result) {
        if (call.expected_version && *call.expected_version != row.state.version)
            throw Error::make(Code::VersionConflict,
                              "instance " + std::to_string(row.instance) + " has changed",
                              "Its version is " + std::to_string(row.state.version) + ", not " +
                                  std::to_string(*call.expected_version) + ".",
                              "Read it again, then repeat the command.");
        const DefinitionRef definition = definition_by_id(call.tenant, row.definition);
        const Command command{.act = std::move(act),
                              .actor = actor,
                              .by_administrator = role.administers,
                              .at = GetCurrentTimestamp(),
                              .comment = comment};
        result = decide_and_store(call.tenant, row, definition->compiled, command);
        if (call.request_id) remember_request(call.tenant, *call.request_id, action, target.id, *result);
    }
    spi.finish();
    rights.give_back();
    return *result;
}

std::string default_title(const Definition& definition) {
    return std::string{definition.name.in(settings::language(), definition.key)};
}

}  // namespace

std::int64_t run_on_task(const Call& call, std::int64_t task, Act act, const std::string& comment) {
    return run(call, {.id = task, .instance = instance_of_task(task), .is_task = true}, std::move(act),
               comment);
}

std::int64_t run_on_instance(const Call& call, std::int64_t instance, Act act, const std::string& comment) {
    return run(call, {.id = instance, .instance = instance, .is_task = false}, std::move(act), comment);
}

std::int64_t run_start(const Call& call, StartRequest request) {
    if (request.start.business_table.empty() != request.start.business_key.empty())
        throw Error::make(Code::BadArgument, "business_table and business_key belong together", "",
                          "Pass both, or neither.");
    if (!request.start.business_table.empty())
        request.start.business_table = resolve_business_table(request.start.business_table);
    const CallerRole role = caller_role();
    EngineRights rights;
    Spi spi;
    const std::string actor = check_actor(call.actor, role, call.tenant);
    InstanceRow row{.instance = next_instance_id(),
                    .definition = 0,
                    .business_table = request.start.business_table,
                    .business_key = request.start.business_key,
                    .title = {},
                    .state = {}};
    // Taken before anything else: of two equal requests the second waits here for the first.
    std::optional<std::int64_t> earlier;
    if (call.request_id) earlier = take_request(call.tenant, *call.request_id, Start::action, row.instance);
    if (!earlier) {
        const DefinitionRef definition = definition_by_key(call.tenant, request.definition, request.version);
        row.definition = definition->id;
        request.start.definition_version = definition->version;
        if (request.start.title.empty()) request.start.title = default_title(definition->compiled);
        row.title = request.start.title;
        const Command command{.act = std::move(request.start),
                              .actor = actor,
                              .by_administrator = role.administers,
                              .at = GetCurrentTimestamp(),
                              .comment = {}};
        decide_and_store(call.tenant, row, definition->compiled, command);
    }
    spi.finish();
    rights.give_back();
    return earlier.value_or(row.instance);
}

}  // namespace wf::pg
