// The people that a value names.
#pragma once

#include "core/base/values.hpp"
#include "core/expression/value.hpp"

#include <vector>

namespace wf {

// Anything else than the id of a person, or a list of them, is nobody.
std::vector<PersonId> people_in(const feel::Value& value);

}  // namespace wf
