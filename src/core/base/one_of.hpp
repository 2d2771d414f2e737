// For what does the same with several types, each of which it names: the compiler asks for a new one.
#pragma once

#include <concepts>

namespace wf {

template <class One, class... Several>
concept OneOf = (std::same_as<One, Several> || ...);

}  // namespace wf
