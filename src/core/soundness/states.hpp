// The markings that a search has seen. A marking is the sorted list of its marked places, a place with two
// tokens being there twice: definitions have many places and few tokens.
#pragma once

#include "core/soundness/net.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wf::soundness {

using Marking = std::vector<PlaceIndex>;
using StateIndex = std::uint32_t;
inline constexpr StateIndex no_state = 0xFFFFFFFF;

// What led to a state: a transition, and which of the places that it may put a token on were chosen (bit i is
// may[i]).
struct Move {
    TransitionIndex transition = no_transition;
    std::uint32_t chosen = 0;
};

class StateTable {
public:
    struct Added {
        StateIndex state = no_state;
        bool is_new = false;
    };

    // A new state is remembered with the way it was reached, for the first time.
    Added add(const Marking& marking, StateIndex parent, Move move);

    std::size_t size() const { return states_.size(); }
    std::size_t places() const {
        return places_.size();
    }  // marked, in all states together: what costs memory
    std::span<const PlaceIndex> marking(StateIndex i) const {
        return {places_.data() + states_[i].begin, states_[i].length};
    }
    StateIndex parent(StateIndex i) const { return states_[i].parent; }
    Move move(StateIndex i) const { return states_[i].move; }

private:
    struct State {
        std::size_t begin = 0;
        std::uint32_t length = 0;
        StateIndex parent = no_state;
        Move move;
    };

    void grow();
    std::size_t slot_of(std::span<const PlaceIndex> marking) const;

    std::vector<PlaceIndex> places_;
    std::vector<State> states_;
    std::vector<StateIndex> slots_;  // open addressing; a power of two, at most half full
};

}  // namespace wf::soundness
