// Who may start an instance, and how often: "start" of the definition.
#pragma once

#include "core/definition.hpp"
#include "core/rejection.hpp"
#include "core/world.hpp"

namespace wf {

// For persons; what the system starts by itself (timers, messages, calls) is not asked.
Refusal check_may_start(const Definition& definition, const PersonId& person, Instant at, World& world);

}  // namespace wf
