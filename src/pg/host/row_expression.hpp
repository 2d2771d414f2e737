// Expressions of a binding: their names are the columns of the row.
#pragma once

#include "core/expression/expression.hpp"
#include "pg/host/bound_row.hpp"

namespace wf::pg {

// In the time zone of the cell. Throws WF503 if it takes too long.
feel::Value evaluate_on_row(std::int64_t tenant, const feel::Expression& expression, const BoundTable& table,
                            const SeenRow& row);

// The same, with the members of a context as names.
feel::Value evaluate_with(std::int64_t tenant, const feel::Expression& expression, const feel::Value& names);

}  // namespace wf::pg
