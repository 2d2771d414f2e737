// Who changes a row, why and from where, as far as the session says it. What is in columns of the row is state_change.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <optional>
#include <string>

namespace wf::pg {

struct Changer {
    std::optional<std::string> actor;
    std::optional<std::string> reason;
    Param context;
};

// Of what the engine writes for somebody it is them, with their comment. Else the setting wf_engine.context has "reason", and in sessions of a trusted application "actor". Looked at once for each statement of
// the client, and again if a setting changes.
const Changer& changer(const EngineRights& rights);

}  // namespace wf::pg
