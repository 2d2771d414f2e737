// What wf.bind() has said of a table of the host: how its rows are approved. docs/binding.md has the options.
#pragma once

#include "core/definition.hpp"
#include "core/expression/expression.hpp"
#include "pg/spi.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pg/postgres.hpp"

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
    bool maps_data = false;
    std::vector<std::pair<std::string, std::string>> data;   // maps_data: field, column; else equal names
    std::string status;                                      // column; empty: not written back
    std::vector<std::pair<std::string, std::string>> codes;  // status, code
    bool freezes = true;
    std::vector<std::string> always_writable;
    bool cancels_on_delete = false;
    ColumnValues require;
    bool requires_unchanged = false;
    bool writes_back = false;

    // Empty: the field has none.
    std::string column_of(const std::string& field) const;
    // Nullptr: the column stays as it is.
    const std::string* code_of(std::string_view status_name) const;
    // What an approval does not sign: the engine, or anybody, may write it afterwards.
    std::vector<std::string> unsigned_columns() const;
};

// Throws WF504 with the JSON pointer of what makes no sense by itself.
RowBinding read_binding(std::int64_t tenant, std::string definition, const std::string& options);
// The same for what the table or the definition doesn't have.
void check_binding(const RowBinding& binding, const std::vector<std::string>& columns,
                   const Definition& definition);
// Columns that the binding names, each with the pointer of the option.
std::vector<std::pair<std::string, std::string>> columns_used(const RowBinding& binding);

struct KeyColumn {
    std::string name;
    AttrNumber number = 0;
};

// A table of the host with its bindings; none: it is not bound.
struct BoundTable {
    Oid table = InvalidOid;
    Oid owner = InvalidOid;
    std::string name;    // with its schema, as SQL has it
    std::string schema;  // quoted
    std::vector<KeyColumn> key;
    std::string key_condition;  // finds the row wf_row by $1
    std::string key_of_row;     // the key of the row wf_row
    std::vector<RowBinding> bindings;
    mutable std::optional<Statement> lock, look;  // binding_row.cpp

    // Of the definition; nullptr: it is not about this table.
    const RowBinding* find(std::int64_t tenant, std::string_view definition) const;
};

using BoundTableRef = std::shared_ptr<const BoundTable>;

// As this session knows it, kept until the table changes (wf.bind() makes its triggers anew, and so changes
// it). Takes EngineRights and Spi if it has to look.
BoundTableRef bindings_of(Oid table);
// By its name in wf.instance; nothing: there is none. Needs EngineRights and Spi.
BoundTableRef bindings_of(const std::string& name);

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
