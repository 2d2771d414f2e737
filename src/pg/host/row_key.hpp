// The key of a row of the host as text: one text for each row, whatever the session has set and however the
// caller spells it. A single column gives its value, several give a JSON object of theirs. The types of the
// columns read their texts back under any settings, except types whose text depends on those: read as owner.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// The columns of the key have plain types (column_value.hpp): nothing of the owner's runs.
bool has_plain_key(const BoundTable& table);

// Of the values of the key's columns, in its order. Needs the rights of the owner (foreign_code.hpp) unless the key is plain.
std::string key_text(const BoundTable& table, const std::vector<Datum>& values);
// Of a row (of the table or of a partition of it). Needs the same.
std::string key_text(const BoundTable& table, HeapTuple row, TupleDesc columns);

// The values that a text stands for, as parameters of key_condition. A text that the type cannot read raises
// what its input function raises. Needs the same.
std::vector<Param> key_values(const BoundTable& table, const std::string& key);

// A key that the caller has written, as the engine keeps it; given back as it is if the table has no key.
// Read as the session writes values: with its settings, and names by its search_path. Throws as key_values().
std::string canonical_key(EngineRights& rights, const BoundTable& table, const std::string& given);
// Equal values of the key have equal texts. Else (citext, intervals, arrays ...) the row has its own
// spelling.
bool has_one_spelling(const BoundTable& table);

// The same as canonical_key(), for filters and policies: what its type cannot read is given back as it is,
// and finds nothing. Takes EngineRights and Spi.
std::string key_to_find(Oid table, const std::string& given);

// Throws WF504 if the types of the table's key cannot read it as one. Takes EngineRights and Spi.
void check_key(Oid table, const std::string& given);

// A key that the engine has kept, also in the form of earlier versions: what "text" was with ISO dates, in
// UTC. Given back as it is if there is no such table any more or its types cannot read it. Equal exactly if
// they are one row's: what the log says of a row is compared by this. Needs Spi, and no setup.
std::string kept_key(const std::string& table, const std::string& key);

}  // namespace wf::pg
