#pragma once

#include "core/model/definition.hpp"
#include "core/model/state.hpp"

#include <vector>

namespace wf {

/// Who may not act on a task of `node` although they belong to its group: on_self, not_same_as, except. Sorted, each
/// once; the list changes when somebody signs elsewhere, or the form changes.
std::vector<PersonId> excluded_owners(const Definition& definition, const State& state, const Node& node);

}  // namespace wf
