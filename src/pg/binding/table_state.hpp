// What the catalogs say of a table, before a statement and after it: what event triggers compare.
#pragma once

#include "pg/host/table_key.hpp"
#include "pg/server/widening.hpp"

#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct ColumnState {
    AttrNumber number = 0;
    std::string name;
    ColumnType type;
    std::string origin;  // generated, identity: as pg_attribute has them

    bool operator==(const ColumnState&) const = default;
};

struct TableState {
    std::string name;  // with its schema, as SQL has it
    bool is_partitioned = false;
    bool is_child = false;             // a partition, or it inherits
    bool has_rule = false;             // that does something else instead of writing it
    std::vector<std::string> members;  // tables below it, by oid
    std::vector<std::string>
        triggers;                     // of the engine, at work, of it and its members: table, function, when
    std::vector<std::string> checks;  // by oid
    std::vector<ColumnState> columns;
    std::vector<ColumnOfKey> key;
    std::vector<std::string> key_labels;  // of its enums: type, label

    const ColumnState* find(AttrNumber number) const;
};

// Nothing: there is no such table then. Needs Spi.
std::optional<TableState> state_of(Oid table, Moment moment);

// The table itself, those that it is part of, and its own parts. Without SPI: it is asked of tables that
// nobody counts on.
std::vector<Oid> relatives_of(Oid table, Moment moment);

}  // namespace wf::pg
