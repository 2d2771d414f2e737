// Whether a binding can work on its table: what wf.bind() refuses, and DDL that would make it so.
#pragma once

#include "core/expression/static_type.hpp"
#include "pg/host/bound_table.hpp"

#include <optional>
#include <string>

namespace wf::pg {

struct BindingProblem {
    std::string path;     // JSON pointer into the options
    std::string problem;  // no sentence
    std::string hint;     // sentences, or empty
};

// What the types of the columns rule out: "when" and "title", and columns that fill fields of the form.
// `row`: the columns as a context.
std::optional<BindingProblem> problem_of_types(const RowBinding& binding, const feel::StaticType& row,
                                               const Definition& definition);

// Values that a column cannot hold, and so are never written or never found. What the table's owner has put
// into types and constraints is asked as the owner. Needs Spi.
std::optional<BindingProblem> problem_of_values(const RowBinding& binding, Oid table);

[[noreturn]] void refuse_binding(BindingProblem problem);

}  // namespace wf::pg
