// What can be told of a DDL statement by its text alone.
#pragma once

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct DdlStatement {
    bool matters = false;  // it may change what somebody counts on
    bool renames_schema = false;
    bool changes_type = false;  // labels of an enum, constraints of a domain
    std::vector<std::string>
        computed_columns;  // ALTER COLUMN TYPE with a USING that is not a cast of the column
};

DdlStatement read_statement(::Node* statement);

// ALTER TABLE ... DETACH PARTITION CONCURRENTLY: the table; else nullptr.
const RangeVar* detaches_concurrently(::Node* statement);

}  // namespace wf::pg
