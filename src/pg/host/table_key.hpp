// By which columns the rows of a table of the host are told apart: what an instance knows its row by.
#pragma once

#include "pg/server/widening.hpp"

#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// The index of the primary key; else that of the replica identity; else a unique index on columns that are
// NOT NULL, not partial, not on expressions and not deferrable. Of several the one whose columns come first
// in the table: that stays the same after a dump and a restore, a REINDEX and a new name. Nothing: there is
// none, as for a view.
std::optional<Oid> key_index_of(Oid table);

enum class Moment : bool {
    Now,
    BeforeStatement,  // as the statement under way has found it: for event triggers
};

// To read catalogs with; nullptr: as they are. To be called inside call().
Snapshot snapshot_of(Moment moment);

struct ColumnOfKey {
    AttrNumber number = 0;
    std::string name;
    ColumnType type;
};

// The columns of that index in its order; none: there is no key.
std::vector<ColumnOfKey> key_columns_of(Oid table, Moment moment = Moment::Now);

// What has been a key of a row before is the same afterwards: of several columns the names are part of it.
bool is_same_key(const std::vector<ColumnOfKey>& before, const std::vector<ColumnOfKey>& after);

}  // namespace wf::pg
