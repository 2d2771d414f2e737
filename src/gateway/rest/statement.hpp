// Statements of what was asked: values are parameters only, names are of the catalog and in quotes.
#pragma once

#include "gateway/rest/catalog.hpp"
#include "gateway/rest/query.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wf::gateway {

struct Shape {
    bool is_object = false;       // exactly one row, without the array
    bool strips_nulls = false;
    bool counts = false;          // of all rows, beside those of the page
};

using Arguments = std::vector<std::pair<const Function::Argument*, std::optional<std::string>>>;

// Give one row: body, rows, total (null unless it counts).
[[nodiscard]] Statement read_relation(const std::string& schema, const Relation& relation, const Query& query, const Shape& shape);
[[nodiscard]] Statement call_function(const std::string& schema, const Function& function, const Arguments& arguments, const Query& query, const Shape& shape);

}  // namespace wf::gateway
