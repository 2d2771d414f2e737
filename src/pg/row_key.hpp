// The key of a row of the host as text: one text for each row, whatever the session has set and however the
// caller spells it. A single column gives its value, several give a JSON object of theirs.
#pragma once

#include "core/expression/value.hpp"
#include "pg/binding.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// Of the values of the key's columns, in its order.
std::string key_text(const BoundTable& table, std::vector<feel::Value> values);
// Of a row (of the table or of a partition of it). Needs Spi and ReadingAsOwner unless the key is plain.
std::string key_text(const BoundTable& table, HeapTuple row, TupleDesc columns);
// The columns of the key have types of the server's own: nothing of the owner's runs.
bool has_plain_key(const BoundTable& table);

// The values that a text stands for, as parameters of key_condition. A text that the type cannot read raises
// what its input function raises. Needs the same.
std::vector<Param> key_values(const BoundTable& table, const std::string& key);

// A key in the form that the engine keeps. `given` is read as the session writes values. Gives it back as it
// is if the table has no key. Needs Spi.
std::string canonical_key(const BoundTable& table, const std::string& given);

}  // namespace wf::pg
