// The item types of a DMN model, as a caller gives them: {"tAge": "number", "tPerson": {"name": "string"}}.
#pragma once

#include "core/expression/expression.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// `given` may be nullptr: none. Throws WF504 for what is no object of types.
std::vector<feel::Vocabulary::ItemType> item_types(const Jsonb* given);

}  // namespace wf::pg
