#include "core/soundness/reduction.hpp"

#include <map>
#include <utility>

namespace wf::soundness {

// From the last to the first, each with the steps it leaves: blocks in blocks go in one sweep, from the
// inside.
bool Reduction::merge_branches() {
    bool has_changed = false;
    for (auto t = static_cast<TransitionIndex>(net_.transitions.size()); t-- > 0;) {
        if (at(t).is_gone || !merge_branches_of(t)) continue;
        has_changed = true;
        for (const PlaceIndex place : std::vector<PlaceIndex>{at(t).gives}) merge_step(place);
        if (is_step(at(t))) merge_step(at(t).takes[0]);
    }
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
    const PlaceIndex choice = at(t).may[0];
    if (!at(t).can_choose_none) {
        at(t).may.clear();
        at(t).gives.push_back(choice);
        at(t).can_choose_none = true;
        return true;
    }
    if (at(t).join != Join::All) return false;
    Transition chosen = at(t);
    chosen.may.clear();
    chosen.otherwise = no_place;
    chosen.gives.push_back(choice);
    at(t).may.clear();
    if (at(t).otherwise != no_place) at(t).gives.push_back(std::exchange(at(t).otherwise, no_place));
    std::erase(producers_[choice], t);

    const auto added = static_cast<TransitionIndex>(net_.transitions.size());
    for (const PlaceIndex from : chosen.takes) consumers_[from].push_back(added);
    for (const PlaceIndex to : chosen.gives) producers_[to].push_back(added);
    net_.transitions.push_back(std::move(chosen));
    return true;
}

bool Reduction::settle_counts() {
    bool has_changed = false;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        has_changed = (!at(t).is_gone && at(t).join == Join::Complex && settle_count(t)) || has_changed;
    return has_changed;
}

// All branches begin at one fork and can go nowhere else, so the join fires once for each time the fork does,
// and what comes late is swallowed: it could as well wait for all of them. In a cycle the next round might
// meet the late ones.
bool Reduction::settle_count(TransitionIndex join) {
    if (has_pinned_ || at(join).need > static_cast<std::int32_t>(at(join).takes.size())) return false;
    const TransitionIndex fork = fork_before(at(join).takes[0]);
    if (fork == no_transition || at(fork).join != Join::All) return false;
    for (const PlaceIndex place : at(fork).takes)
        if (is_on_cycle_[place]) return false;
    for (const PlaceIndex place : at(join).takes)
        if (fork_before(place) != fork) return false;
    at(join).join = Join::All;
    at(join).used.clear();
    at(join).cancels_rest = false;
    for (const PlaceIndex place : at(join).takes) is_listened_to_[place] = false;
    return true;
}

TransitionIndex Reduction::fork_before(PlaceIndex place) {
    const TransitionIndex producer = only_producer(place);
    if (producer == no_transition) return no_transition;
    if (!is_step(at(producer))) return contains(at(producer).gives, place) ? producer : no_transition;
    const PlaceIndex branch = at(producer).takes[0];
    const TransitionIndex fork = only_producer(branch);
    if (fork == no_transition || !is_free(branch) || only_consumer(branch) != producer) return no_transition;
    return contains(at(fork).gives, branch) ? fork : no_transition;
}

}  // namespace wf::soundness
