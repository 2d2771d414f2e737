#include "pg/reads/simulation.hpp"

#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/command/sql_world.hpp"
#include "pg/people/visible_row.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t max_simulated_entries = 1000;

Command start_of(const StoredDefinition& definition, const Request& request) {
    const Node* node = definition.compiled.find_node(request.node);
    const bool has_node = node && node->type == NodeType::Start;
    return Command{.act = Start{.definition_version = definition.version,
                                .title = {},
                                .business_table = request.business_table,
                                .business_key = request.business_key,
                                .node = has_node ? request.node : std::string{},
                                .parent = InstanceId{request.is_called ? 1 : 0},
                                .parent_token = {},
                                .chosen = request.chosen,
                                .data = request.data},
                   .actor = request.initiator,
                   .by_administrator = request.initiator == system_actor,
                   .at = request.at,
                   .comment = {}};
}

}  // namespace

SimulationOptions simulation_options(std::int64_t tenant) {
    return {.limits = settings::decide_limits(tenant),
            .max_entries = max_simulated_entries,
            .secret = {},
            .hidden = {}};
}

Simulation simulate(EngineRights& rights, std::int64_t tenant, const StoredDefinition& definition,
                    const Request& request, const SimulationOptions& options) {
    Spi spi;
    InstanceRow row;
    // Of a row that the caller may not read, a simulation says what it says of one that does not exist.
    if (is_row_visible(rights, request.business_table, request.business_key, Access::ReadOnly)) {
        row.business_table = request.business_table;
        row.business_key = request.business_key;
    }
    row.state.started_at = request.at;
    HostRow host{rights, tenant, row, definition.compiled, HostRow::Reading::Only};
    SqlWorld world{rights, tenant, row, Access::ReadOnly, &host};
    Simulation simulation = wf::simulate(definition.compiled, start_of(definition, request), world, options);
    spi.finish();
    return simulation;
}

bool may_simulate_others(const CallerRole& role) { return role.sees_all || role.designs; }

}  // namespace wf::pg
