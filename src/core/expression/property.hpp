// The properties of values that are no contexts: `date.year`, `duration.hours`, `range.start`.
#pragma once

#include "core/expression/value.hpp"

#include <string_view>

namespace wf::feel {

// Null if the value has no such property.
Value property(const Value& value, std::string_view name);

}  // namespace wf::feel
