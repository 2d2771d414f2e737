// Simulations as tests read them: one line for each row.
#pragma once

#include "core/simulate/route.hpp"
#include "core/simulate/simulate.hpp"
#include "spec.hpp"

namespace wf::test {

inline Command start_command(const PersonId& initiator, std::string_view data = "{}", Instant at = 0) {
    return Command{
        .act = start_with(data), .actor = initiator, .by_administrator = false, .at = at, .comment = {}};
}

// "1 enter start | 2 approver lead lea rule=... any | 3 result completed", without the rows of `leave_out`.
inline std::string text_of(const Simulation& simulation, const std::vector<Told>& only = {}) {
    std::string text;
    for (const SimulationRow& row : simulation.rows) {
        if (!only.empty() && std::find(only.begin(), only.end(), row.what) == only.end()) continue;
        text += std::to_string(row.step) + " " + std::string{name_of(row.what)};
        for (const std::string& part : {row.node, row.person, row.result})
            if (!part.empty()) text += " " + part;
        if (!row.on_behalf_of.empty()) text += " for " + row.on_behalf_of;
        text += "\n";
    }
    return text;
}

inline Simulation simulated(const std::string& definition, const PersonId& initiator,
                            std::string_view data = "{}", TestWorld world = company()) {
    return simulate(compiled(definition), start_command(initiator, data), world);
}

inline const SimulationRow* find(const Simulation& simulation, Told what, std::size_t number = 0) {
    for (const SimulationRow& row : simulation.rows)
        if (row.what == what && number-- == 0) return &row;
    return nullptr;
}

}  // namespace wf::test
