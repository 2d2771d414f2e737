// Where a command comes from, as the log notes it beside each entry.
#pragma once

#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

// A jsonb: the keys of the setting wf_engine.context, and what the engine knows by itself: `ip` (no address:
// not there), `session_user`, `application_name` (empty: not there). These three are never what the setting
// says. Throws 22P02 and WF504 if the setting is no JSON object, each time anew.
Param client_context();

}  // namespace wf::pg
