// Who may start an instance, and how often: "start" of the definition.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/rejection.hpp"
#include "core/model/world.hpp"

namespace wf {

// For persons; what the system starts by itself (timers, messages, calls) is not asked.
// `zone`: whose days and months a limit is about, unless the definition names one.
Refusal check_may_start(const Definition& definition, const PersonId& person, Instant at,
                        const feel::Zone& zone, World& world);

}  // namespace wf
