// The engine reads and writes its own tables as their owner, and with search_path = pg_catalog, whoever calls
// it: callers need no grant on the tables, and cannot slip their own functions or operators under ours.
#pragma once

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Whose command it is: as whom the engine looks up names, and asks what may be written.
enum class CallsAs {
    Caller,
    // Whoever the session acts as (SET ROLE included): within a SECURITY DEFINER function the caller is its
    // owner, whose rights are not meant for them.
    Session
};

class EngineRights {
public:
    // The same for a while: names mean what they mean to the caller. Code of others runs in foreign_code.hpp.
    void step_back();
    void step_in();
    // The role that gives the command.
    Oid calls_as() const { return calls_as_; }

private:
    // Nobody else takes them: as_engine.hpp.
    friend class AsEngine;
    // Throws WF701 if wf.setup() has to run first.
    explicit EngineRights(CallsAs calls_as);
    // Gives the caller's rights back. Not called on an error: then the server does it.
    void give_back();

    Oid owner_ = InvalidOid;
    Oid caller_ = InvalidOid;
    Oid calls_as_ = InvalidOid;
    int security_context_ = 0;
    SafeSearchPath search_path_;
};

constexpr int schema_version = 2;

// For a session that outlives wf.setup() of another version.
void look_at_version_again();

}  // namespace wf::pg
