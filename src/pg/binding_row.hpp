// Rows of bound tables, read and written as the owner of the table: whoever approves needs no grant on it,
// and the engine's rights are not lent to what the owner has put into his table (types, triggers, indexes).
#pragma once

#include "pg/binding.hpp"
#include "pg/engine_rights.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::pg {

struct SeenRow {
    std::string key;   // as the engine writes it, whatever the caller wrote
    std::string hash;  // SHA-256 of what a signature is on
    std::string json;  // the columns
};

// Nobody else changes the row until the transaction ends. Nothing: it does not exist. Needs Spi.
std::optional<SeenRow> lock_row(const BoundTable& table, const RowBinding& binding, const std::string& key,
                                EngineRights& rights);
// Without a lock.
std::optional<SeenRow> look_at_row(const BoundTable& table, const RowBinding& binding, const std::string& key,
                                   EngineRights& rights);

// The key of the row that an instance is to be about, as the row itself has it, which is then locked; as
// given if the table is not bound. Throws WF205 if there is no such row.
std::string key_of_bound_row(std::int64_t tenant, const std::string& definition, const std::string& table,
                             const std::string& key, EngineRights& rights);

// Sets a column from text.
void write_column(const BoundTable& table, const std::string& key, const std::string& column,
                  const std::string& value, EngineRights& rights);
// Sets columns from the members of a JSON object.
void write_columns(const BoundTable& table, const std::string& key, const std::vector<std::string>& columns,
                   const std::string& json, EngineRights& rights);

// This very row is being written by the engine: its triggers let that pass.
bool is_being_written(Oid table, std::string_view key);

}  // namespace wf::pg
