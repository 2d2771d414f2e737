#include "core/soundness/reduction.hpp"

#include <map>
#include <utility>

namespace wf::soundness {

bool Reduction::merge_branches() {
    bool has_changed = false;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        has_changed = (!at(t).is_gone && merge_branches_of(t)) || has_changed;
    return has_changed;
}

// Branches that begin together and are waited for together are one. So are branches of which each just ends.
// Chosen branches are one only for an inclusive join: a parallel join waits for the one that was not chosen.
bool Reduction::merge_branches_of(TransitionIndex fork) {
    bool has_changed = false;
    const auto merge_among = [&](const std::vector<PlaceIndex>& places, bool is_chosen) {
        std::map<TransitionIndex, PlaceIndex> first_before;  // by join; no_transition: ends
        for (const PlaceIndex place : places) {
            if (!is_free(place) || only_producer(place) != fork) continue;
            const TransitionIndex join = only_consumer(place);
            if (join == no_transition) continue;
            const bool ends = is_end(at(join));
            if (!ends && (at(join).takes.size() < 2 || (is_chosen && at(join).join == Join::All))) continue;
            const auto [first, is_new] = first_before.try_emplace(ends ? no_transition : join, place);
            if (is_new) continue;
            erase_place(at(fork).gives, place);
            erase_place(at(fork).may, place);
            if (ends) {
                at(fork).absorbed.push_back(join);
                drop(join);
            } else {
                erase_place(at(join).takes, place);
            }
            drop_place(place);
            has_changed = true;
        }
    };
    merge_among(std::vector<PlaceIndex>{at(fork).gives}, false);
    merge_among(std::vector<PlaceIndex>{at(fork).may}, true);
    return has_changed;
}

bool Reduction::merge_alternatives() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && merge_alternatives_of(place)) || has_changed;
    return has_changed;
}

// An inclusive join does not ask by which of them the one token comes.
bool Reduction::merge_alternatives_of(PlaceIndex choice) {
    if (consumers(choice).size() < 2) return false;
    bool has_changed = false;
    std::map<TransitionIndex, TransitionIndex> first_into;  // join -> way
    for (const TransitionIndex way : std::vector<TransitionIndex>{consumers(choice)}) {
        if (!is_step(at(way))) continue;
        const PlaceIndex place = at(way).gives[0];
        if (!is_free(place) || only_producer(place) != way) continue;
        const TransitionIndex join = only_consumer(place);
        if (join == no_transition || at(join).join != Join::Inclusive) continue;
        const auto [first, is_new] = first_into.try_emplace(join, way);
        if (is_new) continue;
        at(first->second).absorbed.push_back(way);
        drop(way);
        erase_place(at(join).takes, place);
        drop_place(place);
        has_changed = true;
    }
    return has_changed;
}

bool Reduction::settle_choices() {
    bool has_changed = false;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t) {
        if (at(t).is_gone) continue;
        if (at(t).join == Join::Inclusive && at(t).takes.size() == 1) {
            at(t).join = Join::All;
            has_changed = true;
        }
        has_changed = settle_choice(t) || has_changed;
    }
    return has_changed;
}

// The one thing to choose is taken if something must be; else there are two ways.
bool Reduction::settle_choice(TransitionIndex t) {
    if (at(t).may.size() != 1) return false;
    if (!at(t).can_choose_none) {
        at(t).gives.push_back(at(t).may[0]);
        at(t).may.clear();
        at(t).can_choose_none = true;
        return true;
    }
    if (at(t).join != Join::All) return false;
    Transition chosen = at(t);
    chosen.gives.push_back(chosen.may[0]);
    chosen.may.clear();
    chosen.otherwise = no_place;
    Transition& none = at(t);
    erase_place(none.may, none.may[0]);
    if (none.otherwise != no_place) none.gives.push_back(std::exchange(none.otherwise, no_place));
    const PlaceIndex place = chosen.gives.back();
    std::erase(producers_[place], t);

    const auto added = static_cast<TransitionIndex>(net_.transitions.size());
    for (const PlaceIndex from : chosen.takes) consumers_[from].push_back(added);
    for (const PlaceIndex to : chosen.gives) producers_[to].push_back(added);
    net_.transitions.push_back(std::move(chosen));
    return true;
}

}  // namespace wf::soundness
