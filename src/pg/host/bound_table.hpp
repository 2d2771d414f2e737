// What wf.bind() has said of a table of the host: how its rows are approved. docs/reference/binding.md has the options.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/expression.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// A column, and the values of it that something depends on, as text.
struct ColumnValues {
    std::string column;  // empty: nothing depends
    std::vector<std::string> values;
};

struct RowBinding {
    std::int64_t tenant = 0;
    std::string definition;
    bool starts_on_insert = false;
    ColumnValues start;  // starts when the column becomes one of these
    std::optional<feel::Expression> when;
    std::optional<feel::Expression> title;
    std::string initiator;  // column; empty: the current actor
    std::string actor;      // column that says who has changed the row last; empty: there is none
    bool maps_data = false;
    std::vector<std::pair<std::string, std::string>> data;   // maps_data: field, column; else equal names
    std::string status;                                      // column; empty: not written back
    std::vector<std::pair<std::string, std::string>> codes;  // status, code
    bool freezes = true;
    std::vector<std::string> always_writable;
    bool cancels_on_delete = false;
    std::vector<std::string> frozen_when_approved;  // columns
    ColumnValues require;
    bool requires_unchanged = false;
    bool writes_back = false;
    bool allows_several = false;  // open approvals of one row
    bool keeps_row = false;       // entries of the log have the values that were signed

    // Empty: the field has none.
    std::string column_of(const std::string& field) const;
    // Nullptr: the column stays as it is.
    const std::string* code_of(std::string_view status_name) const;
    // What an approval does not sign: the engine, or anybody, may write it afterwards.
    std::vector<std::string> unsigned_columns() const;
    // Whatever is open for a row: the column may be written (or follows from others), is not a field, and starts
    // nothing.
    bool leaves_alone(std::string_view column, bool is_generated) const;
};

// Throws WF504 with the JSON pointer of what makes no sense by itself.
RowBinding read_binding(std::int64_t tenant, std::string definition, const std::string& options);
// The same for what the table or the definition doesn't have.
void check_binding(const RowBinding& binding, const std::vector<std::string>& columns,
                   const Definition& definition);
// Columns that the binding names, each with the pointer of the option.
std::vector<std::pair<std::string, std::string>> columns_used(const RowBinding& binding);

struct TableColumn {
    std::string name;
    std::string quoted;
    AttrNumber number = 0;
    Oid type = InvalidOid;  // of a domain its base type
    Oid collation = InvalidOid;
    bool is_plain = true;   // column_value.hpp
    bool is_generated = false;
    bool is_watched = true;  // some binding does not leave it alone
    bool is_identity = false;  // GENERATED ALWAYS
};

// A table of the host with its bindings; none: it is not bound.
struct BoundTable {
    Oid table = InvalidOid;
    Oid owner = InvalidOid;
    std::string name;    // with its schema, as SQL has it
    Oid schema = InvalidOid;
    std::vector<TableColumn> columns;
    bool is_plain = true;          // all of them are
    std::vector<std::size_t> key;  // their places, in the order of the key; none: rows cannot be told apart
    Oid key_index = InvalidOid;    // that keeps it
    std::string key_condition;     // finds the row wf_row by $1, $2 ...: the columns of the key
    std::vector<RowBinding> bindings;
    mutable std::optional<Statement> lock, try_lock, look;  // bound_row.cpp

    // Of the definition; nullptr: it is not about this table.
    const RowBinding* find(std::int64_t tenant, std::string_view definition) const;
    // Nullopt: there is none.
    std::optional<std::size_t> place_of(std::string_view column) const;
    bool is_of_key(std::size_t place) const;
    std::vector<std::string> names(const std::vector<std::size_t>& places) const;
    std::vector<Oid> key_types() const;
};

// Throws WF504 for a code that the status column takes for the one of what was approved.
void check_codes(const BoundTable& table, const RowBinding& binding);

using BoundTableRef = std::shared_ptr<const BoundTable>;

// As this session knows it, kept until the table changes (wf.bind() makes its triggers anew, and so changes
// it). Takes EngineRights and Spi if it has to look.
BoundTableRef bindings_of(Oid table);
// By its name in wf.instance, locked against changes of its definition until the transaction ends; nothing:
// there is none. Needs Spi.
BoundTableRef bindings_of(const EngineRights& rights, const std::string& name);
// The same for kept_key(): an update of the extension asks as its owner, before wf.setup() has run. Needs Spi.
BoundTableRef bindings_while_updating(const std::string& name);

// False: no table is bound to anything, in any cell.
bool is_anything_bound(const EngineRights& rights);

// For the time of some statements: they see what is committed now, also in a transaction that has an older
// snapshot. A row that is being approved must not be changed by who does not know yet.
class LatestSnapshot {
public:
    LatestSnapshot() {
        call([] { PushActiveSnapshot(GetLatestSnapshot()); });
    }
    void done() {
        call([] { PopActiveSnapshot(); });
    }
};

}  // namespace wf::pg
