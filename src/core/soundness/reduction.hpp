// The rules of reduce.hpp, and what they share. Each rule goes once over the net and says whether it changed
// something.
//
// Two laws stand behind all of them. A token that can only go on may go on at once, because every order in
// which tokens can move is looked at anyway. And what a rule takes out must not be needed to see two tokens
// in one place. Where an inclusive or a complex join listens, a third one: a place and what replaces it must
// reach the same flows into the join.
#pragma once

#include "core/soundness/net.hpp"
#include "core/soundness/or_join.hpp"
#include "core/soundness/reduce.hpp"

#include <vector>

namespace wf::soundness {

class Reduction {
public:
    explicit Reduction(Net net);
    Net run(Aborts aborts, void (*interrupt)());

private:
    // ---- rules in reduce_series.cpp
    bool merge_steps();      // place -> transition -> place: one place
    bool merge_forks();      // a fork behind a fork is one fork
    bool drop_loops();       // a transition that gives back what it takes
    bool merge_same_ways();  // transitions that do the same

    // ---- rules in reduce_parallel.cpp
    bool merge_branches();      // places between the same fork and the same join, or that just end
    bool merge_alternatives();  // ways of one choice into the same inclusive join
    bool settle_choices();      // a choice of one thing; a join of one way
    bool settle_counts();       // a complex join that gets all its tokens from one fork

    // ---- rules in reduce_loose.cpp
    bool drop_loose_ends();  // tokens that just end
    bool drop_reminders();   // events that do not interrupt, and lead to nothing
    bool merge_aborts();     // a step to the end of the scope
    bool drop_aborts();      // other ways out of the scope

    bool merge_step(PlaceIndex place);
    void take_over(PlaceIndex place, PlaceIndex next);
    void give_up(PlaceIndex place, PlaceIndex next);
    bool merge_fork(PlaceIndex place);
    bool drop_loop(TransitionIndex t);
    bool merge_branches_of(TransitionIndex fork);
    bool merge_alternatives_of(PlaceIndex choice);
    bool settle_choice(TransitionIndex t);
    bool settle_count(TransitionIndex join);
    TransitionIndex fork_before(PlaceIndex place);  // that gives `place` directly, or with one step between
    bool drop_loose_end(PlaceIndex place);
    bool drop_reminder(TransitionIndex t);
    bool merge_abort(PlaceIndex place);
    bool drop_abort(PlaceIndex place);

    // ---- what they ask
    std::vector<TransitionIndex>& producers(PlaceIndex place) { return without_gone(producers_[place]); }
    std::vector<TransitionIndex>& consumers(PlaceIndex place) { return without_gone(consumers_[place]); }
    std::vector<TransitionIndex>& without_gone(std::vector<TransitionIndex>& list) const;
    Transition& at(TransitionIndex t) { return net_.transitions[t]; }
    bool is_gone(PlaceIndex place) const { return is_place_gone_[place]; }
    // An ordinary place that nothing but its own producers and consumers knows.
    bool is_free(PlaceIndex place) const;
    // Takes one token and has no effect but what it gives.
    static bool is_plain(const Transition& transition);
    static bool is_step(const Transition& transition);   // plain, and gives exactly one
    static bool is_end(const Transition& transition);    // plain, and gives nothing
    static bool is_abort(const Transition& transition);  // takes one token, and all tokens with it
    TransitionIndex only_producer(PlaceIndex place);     // no_transition: none or several
    TransitionIndex only_consumer(PlaceIndex place);
    bool happens_once(TransitionIndex t);
    bool reaches_the_same(PlaceIndex one, PlaceIndex other) const;

    // ---- what they do
    void drop(TransitionIndex t) { at(t).is_gone = true; }
    void drop_place(PlaceIndex place);  // Requires: no transition that is left knows it
    // `t` can happen as soon as there is a token on `place`.
    void absorb_before(PlaceIndex place, TransitionIndex t);

    Net net_;
    std::vector<std::vector<TransitionIndex>> producers_;
    std::vector<std::vector<TransitionIndex>> consumers_;
    std::vector<Reach> reaches_;  // of the net as it was: rules keep them true
    std::vector<bool> is_place_gone_;
    std::vector<bool> is_root_;
    std::vector<bool> is_listened_to_;  // before a complex join, which acts as soon as a token comes
    std::vector<bool> is_on_cycle_;     // by TransitionIndex
    bool has_pinned_ = false;           // some transition takes tokens from places of its own choice
    bool takes_away_ = false;           // that, or a complex join takes away what can still reach it
};

bool contains(const std::vector<PlaceIndex>& places, PlaceIndex place);
void erase_place(std::vector<PlaceIndex>& places, PlaceIndex place);

}  // namespace wf::soundness
