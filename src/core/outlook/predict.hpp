// What is still to come of an instance if everybody who is asked approves.
#pragma once

#include "core/step/decision.hpp"
#include "core/outlook/outlook.hpp"

#include <cstddef>
#include <vector>

namespace wf {

// The entries still to come, in order. Stops at the end
// of the instance, at a node that nobody can pass, where it comes back to and would go round for ever, or
// after `max_entries`. Changes nothing.
std::vector<Entry> predict(const Definition& definition, const State& state, World& world,
                           std::size_t max_entries, const DecideLimits& limits = {});

// The same, and how it ends there.
Outlook look_ahead(const Definition& definition, State state, World& world, std::size_t max_entries,
                   const DecideLimits& limits = {});

}  // namespace wf
