// DDL on a table that is bound: see table_change.hpp.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/binding/table_change.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// Throws 2BP01. `detail` and `hint` are sentences.
[[noreturn]] void refuse_change(const std::string& what, std::string detail, std::string hint);

// Key, triggers, parents, children, rules, columns and rows are what the bindings need them to be, or were
// not before. New partitions get what the table has.
void check_bound_change(const TableChange& change, const std::vector<RowBinding>& bindings);

}  // namespace wf::pg
