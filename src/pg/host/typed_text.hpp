// Texts as values of a column's type: 2 is 2.00, "true" is t, and "ab" is "ab " if the column pads it.
#pragma once

#include "pg/host/bound_table.hpp"

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// As the type reads it. Requires the base type of a domain.
Datum read_text(Oid type, const std::string& text);

// As the column's type compares; neither is null.
bool are_equal(const FormData_pg_attribute& column, Datum a, Datum b);

// The value is one of these, each read as the column's type reads it, whatever the session has set. Throws
// what the type says of a text that it cannot read.
bool is_one_of(const FormData_pg_attribute& column, Datum value, const std::vector<std::string>& texts);

// `kept`, as the engine writes what the column has, is what its type reads of `given`, in whatever form the session
// writes values. What the column's length or scale has taken away makes it another value.
bool is_spelling_of(const TableColumn& column, const std::string& given, const std::string& kept);

// Both stand for the same value of the table's column. Throws the same.
bool mean_the_same(const BoundTable& table, const TableColumn& column, const std::string& a,
                   const std::string& b);

}  // namespace wf::pg
