// The net of one scope: what the token rules mean as places and transitions of a Petri net, with
// three things that Petri nets do not have: inclusive joins, complex joins and transitions that take tokens
// away.
//
// A place is a flow or an active node, a transition is one thing that can happen: a token enters an activity,
// an activity is done, a gateway passes its tokens on. Subprocesses are activities here; their inside is a
// net of its own.
#pragma once

#include "core/model/definition.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wf::soundness {

using PlaceIndex = std::uint32_t;
using TransitionIndex = std::uint32_t;
inline constexpr PlaceIndex no_place = 0xFFFFFFFF;
inline constexpr TransitionIndex no_transition = 0xFFFFFFFF;

struct Place {
    enum class Kind : std::uint8_t {
        Flow,  // index: the flow
        Node,  // index: the node, which is active or (a gateway) deciding
        Flag,  // a memory, not a token; index: the node
    };
    Kind kind = Kind::Flow;
    std::uint32_t index = 0;
    std::uint32_t capacity =
        1;                   // more tokens than this are unsafe; above 1 only before a join that counts them
    bool is_pinned = false;  // some transition takes tokens from just here: not to be merged with a neighbour
    bool is_full_with_one = false;  // more tokens are as good as one: before an end of the whole scope
};

enum class Join : std::uint8_t {
    All,        // a token from each place
    Inclusive,  // BPMN 2.0, 13.4.3: a token from each place that has one, as soon as no more can come
    Complex,    // as soon as `need` places have one
};

// What a reader of a counter-example is told of a transition.
struct Step {
    enum class Kind : std::uint8_t { None, TakeFlow, Complete, EventHappens };
    Kind kind = Kind::None;
    std::uint32_t index = 0;  // the flow, or the node
};

struct Transition {
    Join join = Join::All;
    std::vector<PlaceIndex> takes{};
    std::int32_t need = 1;  // Complex
    std::vector<PlaceIndex>
        used{};                 // Complex: a flag per place of `takes`, set: its token of this cycle has come
    bool cancels_rest = false;  // Complex: takes away all tokens that can still reach it

    std::vector<PlaceIndex> gives{};  // all of these, and
    std::vector<PlaceIndex> may{};    // any of these; none only if `can_choose_none`
    PlaceIndex otherwise = no_place;  // this one if none of `may` is chosen
    bool can_choose_none = true;

    std::vector<PlaceIndex> removes{};  // tokens here are taken away first
    bool clears = false;                // all tokens of the scope are taken away
    bool throws = false;                // clears, and it is not a normal end of the scope
    PlaceIndex once = no_place;         // flag: set by firing, and then it does not fire again
    bool is_spontaneous = false;        // a non-interrupting event: nobody may wait for it

    // The way out of a subprocess that always fails: never taken, but an inclusive join that looks at the
    // flows of the definition does not know that.
    bool is_illusion = false;

    std::vector<NodeIndex> enters{};          // nodes that have been reached when this has fired
    std::vector<TransitionIndex> absorbed{};  // by reduction: can happen if this can happen
    Step step{};
    bool is_gone = false;  // by reduction
};

struct Net {
    std::vector<Place> places;
    std::vector<Transition> transitions;
    std::vector<PlaceIndex> roots;        // the scope begins with one token on one of these
    std::vector<TransitionIndex> always;  // by reduction: can happen in any case
    std::vector<NodeIndex> nodes;         // that must not be dead
    NodeIndex beyond = no_node;           // a node that the net has no words for: nothing can be said

    bool is_token(PlaceIndex place) const { return places[place].kind != Place::Kind::Flag; }
};

// What the parent scope has to know of the subprocesses in it.
struct SubprocessExits {
    std::vector<bool> never_completes;  // by NodeIndex: its inside always ends with an error or a cancel
};

// More flows into one join, or tokens that one join counts, than are followed.
inline constexpr std::size_t max_join_places = 64;

// `scope`: a subprocess, or no_node for the process itself.
Net build_net(const Definition& definition, NodeIndex scope, const SubprocessExits& exits);

// For each transition the places that its firing may put a token on.
std::vector<PlaceIndex> outputs(const Transition& transition);

}  // namespace wf::soundness
