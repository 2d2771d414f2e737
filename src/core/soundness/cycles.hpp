// Which places a token can come back to.
#pragma once

#include "core/soundness/net.hpp"

#include <vector>

namespace wf::soundness {

// By PlaceIndex.
std::vector<bool> places_on_cycles(const Net& net);

}  // namespace wf::soundness
