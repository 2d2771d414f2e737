// What inclusive and complex joins have to know before anything runs: from where tokens can still come.
#pragma once

#include "core/model/definition.hpp"

namespace wf::compiler {

// Fills definition.joins and Node.join. Requires: a definition without errors.
void find_join_reach(Definition& definition);

}  // namespace wf::compiler
