// Makes a net smaller without changing whether it is sound.
#pragma once

#include "core/soundness/net.hpp"

namespace wf::soundness {

Net reduce(const Net& net, void (*interrupt)());

}  // namespace wf::soundness
