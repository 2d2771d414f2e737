// Makes a net smaller without changing whether it is sound, after the rules of Berthelot and Murata, with
// conditions added for what Petri nets do not have. A well-structured process, whatever its size, becomes a
// few places.
//
// What may change is which mistakes are found first: an unsound net is searched again as it was.
#pragma once

#include "core/soundness/net.hpp"

namespace wf::soundness {

// `interrupt`, if given, is called now and then.
Net reduce(Net net, void (*interrupt)());

}  // namespace wf::soundness
