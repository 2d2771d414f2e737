// A relation of schema wf by its name, which is looked up once and again when PostgreSQL says that it has changed: what each
// command asks for it, it would look for in two catalogs each time. C code: within call().
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Static: it is told of changes for ever.
class EngineTable {
public:
    explicit EngineTable(const char* name);
    EngineTable(const EngineTable&) = delete;
    EngineTable& operator=(const EngineTable&) = delete;

    // InvalidOid: there is none.
    Oid id();
    // How often it has been looked up: what else is known of it is so until this changes.
    unsigned times_looked_up() const { return times_looked_up_; }

private:
    static void forget(Datum, Oid relation);
    static void forget_all(Datum, int, uint32);

    const char* const name_;
    EngineTable* const next_;
    Oid known_ = InvalidOid;
    unsigned times_looked_up_ = 0;

    static EngineTable* first_;
};

}  // namespace wf::pg
