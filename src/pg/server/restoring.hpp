// Does the session put back what pg_dump took out of a table? pg_restore, and what pg_dump writes for psql, begin with settings
// that nobody else has together; and so that they are no way round the triggers, only a session of the table's owner, or of a
// superuser, counts: they could disable these.
#pragma once

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

inline bool is_restoring(Oid table) {
    return !check_function_bodies && !row_security &&
           call([&] { return owns_table(table, GetSessionUserId()); });
}

// Does a subscription bring the row? Where it was written the triggers have been at work, and what they have written comes along.
inline bool is_replicating() { return IsLogicalWorker(); }

}  // namespace wf::pg
