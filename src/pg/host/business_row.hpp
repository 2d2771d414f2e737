// The row of the host application that an instance is about: found by table name and primary key, never
// altered.
#pragma once

#include "core/expression/expression.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <optional>
#include <string>

namespace wf::pg {

// Schema-qualified name of the table that the caller means; throws WF204 if there is none, 42501 if they may
// not read it (later the engine reads it with its own rights). Called with the caller's rights and
// search_path.
std::string resolve_business_table(const std::string& name);

// The table that an instance is about: `given` (resolved, or empty), else the one that its definition
// declares, which `given` may only repeat. Throws WF504: a table without a key, a key without a table,
// another table.
std::string bound_table(EngineRights& rights, const std::string& given, bool has_key,
                        const std::string& declared);

// A key of this table (empty: of none) that the caller has written, as the engine keeps it. Throws what the
// types of the key say of a text that they cannot read. Needs Spi.
std::string key_as_kept(EngineRights& rights, const std::string& table, const std::string& key);

// The key of the row that an instance is to be about, as the engine keeps it. Of a bound table the row is
// locked; throws WF205 if there is none. Needs Spi.
std::string key_of_row(EngineRights& rights, std::int64_t tenant, const std::string& definition,
                       const std::string& table, const std::string& key);

// The live row as a FEEL context; nothing if it does not exist.
std::optional<feel::Value> read_business_row(const EngineRights& rights, const std::string& table,
                                             const std::string& key, Access access);

}  // namespace wf::pg
