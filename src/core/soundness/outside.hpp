// Which scopes can be ended by something that no token in them does.
#pragma once

#include "core/model/definition.hpp"

#include <vector>

namespace wf::soundness {

// By NodeIndex of the subprocess, the process last. By an interrupting event on it, by an event subprocess in
// it that interrupts, or together with the scope it lies in. A scope that waits for that needs no end of its
// own to reach.
std::vector<bool> ended_from_outside(const Definition& definition);

}  // namespace wf::soundness
