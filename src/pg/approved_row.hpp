// What stays as it is after a row has been approved.
#pragma once

#include "pg/binding.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// Throws WF441: one of these columns, given by their places, has changed although its binding freezes it as long as the approval of the
// row holds. Asks nothing of the engine's tables if none of them is such a column.
void check_approved_kept(const BoundTable& table, const std::string& key,
                         const std::vector<std::size_t>& changed);

}  // namespace wf::pg
