// What the system does with the open seats of one instance because people have changed, not because somebody
// acts on the instance.
#pragma once

#include "core/model/command.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

enum class Locked : bool { WaitFor, PassOver };

struct SeatsOf {
    std::int64_t tenant;
    std::int64_t instance;
    Instant at;
    Locked locked;  // what to do if somebody is changing the instance
    CallsAs calls_as;
};

// In a subtransaction of its own: an instance that cannot take it (no flow for what follows, say) must not
// keep the others, or the directory, from changing. Then a warning says why. False: that, or it was passed
// over. Takes EngineRights and Spi itself.
bool move_seats(const SeatsOf& seats, const Act& act, const std::string& reason = {});

}  // namespace wf::pg
