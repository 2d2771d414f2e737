// Simulations against the directory of now, or of whoever asks.
#pragma once

#include "core/simulate/simulate.hpp"
#include "pg/people/caller.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// What would be started.
struct Request {
    PersonId initiator;
    Instant at = 0;
    std::string business_table;  // with its schema; empty: not bound
    std::string business_key;    // as the engine keeps it
    std::string node;            // the start node; empty: the plain one
    bool is_called = false;      // by another instance
    std::vector<Choice> chosen;
    Json data{"{}"};
};

// What SimulationOptions are for somebody who may see everything.
SimulationOptions simulation_options(std::int64_t tenant);

// Without Spi: it takes one for the time of each simulation, so that many of them don't
// pile up memory.
Simulation simulate(EngineRights& rights, std::int64_t tenant, const StoredDefinition& definition,
                    const Request& request, const SimulationOptions& options);

// The caller may look at what would happen to others, too.
bool may_simulate_others(const CallerRole& role);

}  // namespace wf::pg
