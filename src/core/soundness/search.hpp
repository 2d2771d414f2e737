// All that can happen in a net. Breadth first, the first way found to a mistake is a shortest one.
#pragma once

#include "core/soundness/net.hpp"
#include "core/soundness/states.hpp"

#include <cstddef>
#include <vector>

namespace wf::soundness {

// Shared by the searches of one check.
struct Budget {
    std::size_t states = 0;  // left
    void (*interrupt)() = nullptr;
};

// Two tokens where one belongs. Nothing is followed behind it: with tokens that cannot be told apart, what
// happens next is anybody's guess.
struct Collision {
    StateIndex state = no_state;  // before the move
    Move move;
    PlaceIndex place = no_place;
};

struct Exploration {
    bool is_complete = false;  // false: the budget was spent; then only what was found is certain
    StateTable states;
    std::vector<bool> fired;            // by TransitionIndex
    std::vector<StateIndex> deadlocks;  // tokens are left and none can move
    std::vector<Collision> collisions;  // the first for each place
    StateIndex trap =
        no_state;  // the first state from which neither the end nor another mistake can be reached
    bool ends_normally = false;  // the last token can go in another way than by an error

    bool has_mistake() const { return !deadlocks.empty() || !collisions.empty() || trap != no_state; }
};

// Depth first finds some mistake, if there are many, long before all states are seen; it stops at the first
// one.
enum class Order { BreadthFirst, DepthFirst };

// What fired, and what reduction has found to happen along with it. By TransitionIndex.
std::vector<bool> live_transitions(const Net& net, const Exploration& found);

// The last token can go in another way than by an error.
bool ends_normally(const Net& net, const Exploration& found);

Exploration explore(const Net& net, Order order, Budget& budget);

}  // namespace wf::soundness
