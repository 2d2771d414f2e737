#include "core/soundness/reduce.hpp"

#include "core/soundness/cycles.hpp"
#include "core/soundness/reduction.hpp"

#include <algorithm>
#include <utility>

namespace wf::soundness {

bool contains(const std::vector<PlaceIndex>& places, PlaceIndex place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

void erase_place(std::vector<PlaceIndex>& places, PlaceIndex place) {
    places.erase(std::remove(places.begin(), places.end(), place), places.end());
}

Reduction::Reduction(Net net)
    : net_{std::move(net)},
      producers_(net_.places.size()),
      consumers_(net_.places.size()),
      reaches_{reach_of_joins(net_)},
      is_place_gone_(net_.places.size()),
      is_root_(net_.places.size()),
      is_listened_to_(net_.places.size()),
      is_on_cycle_{places_on_cycles(net_)} {
    for (const PlaceIndex root : net_.roots) is_root_[root] = true;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t) {
        const Transition& transition = net_.transitions[t];
        for (const PlaceIndex place : transition.takes) consumers_[place].push_back(t);
        for (const PlaceIndex place : outputs(transition)) producers_[place].push_back(t);
        if (transition.join == Join::Complex)
            for (const PlaceIndex place : transition.takes) is_listened_to_[place] = true;
        has_pinned_ = has_pinned_ || !transition.removes.empty();
        takes_away_ = takes_away_ || !transition.removes.empty() || transition.cancels_rest;
    }
}

Net Reduction::run(Aborts aborts, void (*interrupt)()) {
    std::vector<bool (Reduction::*)()> rules{
        &Reduction::merge_steps,    &Reduction::drop_loops,         &Reduction::merge_same_ways,
        &Reduction::merge_branches, &Reduction::merge_alternatives, &Reduction::settle_choices,
        &Reduction::settle_counts,  &Reduction::merge_forks,        &Reduction::drop_loose_ends,
        &Reduction::drop_reminders, &Reduction::merge_aborts};
    if (aborts == Aborts::LeaveOut) rules.push_back(&Reduction::drop_aborts);
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (const auto rule : rules) {
            if (interrupt != nullptr) interrupt();
            has_changed = (this->*rule)() || has_changed;
        }
    }
    return std::move(net_);
}

std::vector<TransitionIndex>& Reduction::without_gone(std::vector<TransitionIndex>& list) const {
    list.erase(std::remove_if(list.begin(), list.end(),
                              [this](TransitionIndex t) { return net_.transitions[t].is_gone; }),
               list.end());
    return list;
}

bool Reduction::is_free(PlaceIndex place) const {
    return net_.is_token(place) && !is_gone(place) && !net_.places[place].is_pinned &&
           net_.places[place].capacity == 1 && !net_.places[place].is_full_with_one &&
           !is_listened_to_[place];
}

bool Reduction::is_plain(const Transition& transition) {
    return transition.join == Join::All && transition.takes.size() == 1 && transition.removes.empty() &&
           !transition.clears && transition.once == no_place && !transition.cancels_rest &&
           !transition.is_illusion;
}

bool Reduction::is_step(const Transition& transition) {
    return is_plain(transition) && transition.gives.size() == 1 && transition.may.empty() &&
           transition.otherwise == no_place;
}

bool Reduction::is_end(const Transition& transition) {
    return is_plain(transition) && transition.gives.empty() && transition.may.empty() &&
           transition.otherwise == no_place;
}

bool Reduction::is_abort(const Transition& transition) {
    return transition.clears && transition.takes.size() == 1;
}

TransitionIndex Reduction::only_producer(PlaceIndex place) {
    const std::vector<TransitionIndex>& list = producers(place);
    return list.size() == 1 && !is_root_[place] ? list.front() : no_transition;
}

TransitionIndex Reduction::only_consumer(PlaceIndex place) {
    const std::vector<TransitionIndex>& list = consumers(place);
    return list.size() == 1 ? list.front() : no_transition;
}

bool Reduction::reaches_the_same(PlaceIndex one, PlaceIndex other) const {
    return std::all_of(reaches_.begin(), reaches_.end(), [&](const Reach& reach) {
        const Transition& join = net_.transitions[reach.join];
        return join.is_gone || join.join == Join::All || reach.from[one] == reach.from[other];
    });
}

void Reduction::drop_place(PlaceIndex place) {
    is_place_gone_[place] = true;
    producers_[place].clear();
    consumers_[place].clear();
}

void Reduction::absorb_before(PlaceIndex place, TransitionIndex t) {
    for (const TransitionIndex producer : producers(place))
        if (producer != t) at(producer).absorbed.push_back(t);
    if (is_root_[place]) net_.always.push_back(t);
}

Net reduce(Net net, Aborts aborts, void (*interrupt)()) {
    return Reduction{std::move(net)}.run(aborts, interrupt);
}

}  // namespace wf::soundness
