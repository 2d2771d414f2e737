// A gateway with n conditional flows has 2^n - 1 ways out. With many flows they are decided one after the
// other.
#pragma once

#include "core/soundness/net.hpp"

namespace wf::soundness {

// Afterwards no transition has more than max_choices (firing.hpp) places to choose from. A token that decides
// flow after flow lets its first flows run ahead; that shows nothing that the choice at once would not show,
// because the other tokens may wait on their flows just as well.
void narrow_choices(Net& net);

}  // namespace wf::soundness
