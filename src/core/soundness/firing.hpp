// What can happen in a marking, and what comes of it.
#pragma once

#include "core/soundness/net.hpp"
#include "core/soundness/or_join.hpp"
#include "core/soundness/states.hpp"

#include <span>
#include <vector>

namespace wf::soundness {

class Firing {
public:
    // Requires: `net` outlives it, and no transition may put tokens on more than max_choices places by
    // choice.
    explicit Firing(const Net& net);

    // The transitions that are enabled, each once.
    void enabled(std::span<const PlaceIndex> marking, std::vector<TransitionIndex>& result) const;

    // Bits of Move::chosen: every allowed choice of `transition` is in [first, last].
    static std::uint32_t first_choice(const Transition& transition);
    static std::uint32_t last_choice(const Transition& transition);

    // Requires: move.transition is enabled in `before`. Returns a place with more tokens than it can hold, or
    // no_place.
    PlaceIndex fire(std::span<const PlaceIndex> before, Move move, Marking& after) const;

    static bool has_token(const Net& net, std::span<const PlaceIndex> marking);

private:
    bool is_enabled(const Transition& transition, TransitionIndex t,
                    std::span<const PlaceIndex> marking) const;
    void take(const Transition& transition, Marking& marking) const;
    void take_away(const Transition& transition, TransitionIndex t, std::span<const PlaceIndex> before,
                   Marking& marking) const;
    void end_cycles(Marking& marking) const;
    bool end_cycle(const Reach& reach, Marking& marking) const;
    const Reach* reach_of(TransitionIndex t) const;

    const Net& net_;
    std::vector<Reach> reaches_;
    std::vector<std::uint32_t> reach_index_;               // by TransitionIndex: index in reaches_ + 1
    std::vector<std::vector<TransitionIndex>> consumers_;  // by PlaceIndex
};

inline constexpr std::size_t max_choices = 5;

}  // namespace wf::soundness
