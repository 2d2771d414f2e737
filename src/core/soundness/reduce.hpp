// Makes a net smaller without changing whether it is sound, after the rules of Berthelot and Murata, with
// conditions added for what Petri nets do not have. A well-structured process, whatever its size, becomes a
// few places.
//
// What may change is which mistakes are found first: an unsound net is searched again as it was.
#pragma once

#include "core/soundness/net.hpp"

namespace wf::soundness {

// A token that may end the whole scope (an activity with a timer that leads to a terminate end) may as well
// not: leaving that out finds the same deadlocks, collisions and dead nodes with far fewer states. Only to
// find that no end can be reached it is needed.
enum class Aborts { LeaveOut, Keep };

// `interrupt`, if given, is called now and then.
Net reduce(Net net, Aborts aborts, void (*interrupt)());

}  // namespace wf::soundness
