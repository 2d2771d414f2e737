// When an inclusive join need not wait any longer, and when the cycle of a complex join is over:
// BPMN 2.0, 13.4.3 and 13.4.5. Both ask which tokens can still reach which flows into the join without
// passing through it.
#pragma once

#include "core/soundness/net.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace wf::soundness {

// For one inclusive or complex join: bit i of from[p] says that a token on place p can reach takes[i].
struct Reach {
    TransitionIndex join = no_transition;
    std::vector<std::uint64_t> from;
};

// One for each inclusive and complex join that is left in the net. An event that does not interrupt may never
// come, so nothing reaches a join through it.
std::vector<Reach> reach_of_joins(const Net& net);

// True if some of `tokens` can reach a place of the join that is not in `present`, and none that is.
bool is_more_expected(const Net& net, const Reach& reach, std::uint64_t present,
                      std::span<const PlaceIndex> tokens);

}  // namespace wf::soundness
