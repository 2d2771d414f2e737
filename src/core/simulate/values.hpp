// Values of names, told to people.
#pragma once

#include "core/expression/value.hpp"

#include <string>
#include <vector>

namespace wf {

// FEEL text, shortened if it is long.
std::string brief(const feel::Value& value);

// "days = 3, initiator.rank = 1": of a context what `expression` reads of it. Of `secret` names no value.
std::string values_in(const std::string& expression, const feel::Entries& names,
                      const std::vector<std::string>& secret);

}  // namespace wf
