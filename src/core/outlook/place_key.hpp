// The place of an instance as text: equal texts, equal future. See recurrence.hpp.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/state.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace wf {

// `number_of`: of equal texts the same number, for texts that may be long.
std::string place_key(const Definition& definition, const State& state,
                      const std::function<std::size_t(const std::string&)>& number_of);

}  // namespace wf
