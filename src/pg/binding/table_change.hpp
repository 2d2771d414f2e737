// What may not happen to a table that bindings or definitions count on, and what has to follow.
#pragma once

#include "pg/binding/table_state.hpp"

#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct TableChange {
    Oid table = InvalidOid;
    std::optional<TableState> before, after;  // nothing: there is no such table
    std::vector<std::string> computed;        // columns whose values a USING has computed anew
    bool type_changed = false;                // a type of a column has other values now

    // Somebody may have to hear of it.
    bool is_any() const;
};

// Throws 2BP01; else does what follows. `before` is there, and its name is used. Needs Spi.
void check_change(const TableChange& change);

}  // namespace wf::pg
