// DDL on tables that are tracked: names are followed, parts get their triggers, and what is tracked may not be dropped.
#pragma once

#include "pg/binding/table_change.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// False: wf.setup() has not run, or nothing is tracked. Without SPI: it is asked at every DDL of the database.
bool is_anything_tracked();

// The tables among these, or made of these, or part of them, that are tracked. Throws 2BP01. Needs Spi, as all below.
void check_tracked(const std::vector<Oid>& tables);
// After a schema has got another name.
void follow_schema_names();

}  // namespace wf::pg
