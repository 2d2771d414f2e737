// Values of columns, compared as values of their types: 100 is 100.00, and "true" is t.
#pragma once

#include <string>
#include <vector>

#include "pg/postgres.hpp"

namespace wf::pg {

// Of the column's type; neither is null.
bool are_equal(const FormData_pg_attribute& column, Datum a, Datum b);

// The value is one of these, as the column's type reads the texts. Throws what the type says of a text that
// it can't read.
bool is_one_of(const FormData_pg_attribute& column, Datum value, const std::vector<std::string>& texts);

}  // namespace wf::pg
