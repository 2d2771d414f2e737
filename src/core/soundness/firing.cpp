#include "core/soundness/firing.hpp"

#include <algorithm>

namespace wf::soundness {
namespace {

bool is_marked(std::span<const PlaceIndex> marking, PlaceIndex place) {
    return std::binary_search(marking.begin(), marking.end(), place);
}

std::size_t count(std::span<const PlaceIndex> marking, PlaceIndex place) {
    const auto range = std::equal_range(marking.begin(), marking.end(), place);
    return static_cast<std::size_t>(range.second - range.first);
}

void insert(Marking& marking, PlaceIndex place) {
    marking.insert(std::lower_bound(marking.begin(), marking.end(), place), place);
}

void erase(Marking& marking, PlaceIndex place) {
    marking.erase(std::lower_bound(marking.begin(), marking.end(), place));
}

bool is_any_marked(std::span<const PlaceIndex> marking, const std::vector<PlaceIndex>& places) {
    return std::any_of(places.begin(), places.end(), [&](PlaceIndex p) { return is_marked(marking, p); });
}

}  // namespace

Firing::Firing(const Net& net)
    : net_{net},
      reaches_{reach_of_joins(net)},
      reach_index_(net.transitions.size()),
      consumers_(net.places.size()) {
    for (std::uint32_t i = 0; i < reaches_.size(); ++i) reach_index_[reaches_[i].join] = i + 1;
    for (TransitionIndex t = 0; t < net.transitions.size(); ++t) {
        const Transition& transition = net.transitions[t];
        if (transition.is_gone || transition.is_illusion || transition.takes.empty()) continue;
        if (transition.join == Join::All)
            consumers_[transition.takes[0]].push_back(t);  // needs them all: one is enough to find it
        else
            for (const PlaceIndex place : transition.takes) consumers_[place].push_back(t);
    }
}

const Reach* Firing::reach_of(TransitionIndex t) const {
    return reach_index_[t] == 0 ? nullptr : &reaches_[reach_index_[t] - 1];
}

void Firing::enabled(std::span<const PlaceIndex> marking, std::vector<TransitionIndex>& result) const {
    result.clear();
    for (std::size_t i = 0; i < marking.size(); ++i) {
        if (i > 0 && marking[i] == marking[i - 1]) continue;
        for (const TransitionIndex t : consumers_[marking[i]]) {
            const Transition& transition = net_.transitions[t];
            if (!is_enabled(transition, t, marking)) continue;
            if (transition.join != Join::All && std::find(result.begin(), result.end(), t) != result.end())
                continue;
            result.push_back(t);
        }
    }
}

bool Firing::is_enabled(const Transition& transition, TransitionIndex t,
                        std::span<const PlaceIndex> marking) const {
    if (transition.once != no_place && is_marked(marking, transition.once)) return false;
    if (transition.join == Join::All) {
        if (transition.takes.size() > 1 && transition.takes[0] == transition.takes[1])
            return count(marking, transition.takes[0]) >= transition.takes.size();
        return std::all_of(transition.takes.begin(), transition.takes.end(),
                           [&](PlaceIndex place) { return is_marked(marking, place); });
    }
    std::uint64_t present = 0;
    std::int32_t arrived = 0;
    for (std::size_t i = 0; i < transition.takes.size(); ++i) {
        if (!is_marked(marking, transition.takes[i])) continue;
        present |= std::uint64_t{1} << i;
        ++arrived;
    }
    if (transition.join == Join::Complex)
        return arrived >= transition.need && !is_any_marked(marking, transition.used);
    return arrived > 0 && !is_more_expected(net_, *reach_of(t), present, marking);
}

std::uint32_t Firing::first_choice(const Transition& transition) {
    return transition.may.empty() || transition.can_choose_none ? 0 : 1;
}

std::uint32_t Firing::last_choice(const Transition& transition) {
    return (std::uint32_t{1} << transition.may.size()) - 1;
}

PlaceIndex Firing::fire(std::span<const PlaceIndex> before, Move move, Marking& after) const {
    const Transition& transition = net_.transitions[move.transition];
    after.assign(before.begin(), before.end());
    take(transition, after);
    take_away(transition, move.transition, before, after);
    PlaceIndex overfull = no_place;
    const auto give = [&](PlaceIndex place) {
        if (net_.places[place].is_full_with_one && is_marked(after, place)) return;
        insert(after, place);
        if (count(after, place) > net_.places[place].capacity) overfull = place;
    };
    for (const PlaceIndex place : transition.gives) give(place);
    for (std::size_t i = 0; i < transition.may.size(); ++i)
        if ((move.chosen >> i & 1U) != 0) give(transition.may[i]);
    if (move.chosen == 0 && transition.otherwise != no_place) give(transition.otherwise);
    if (transition.once != no_place) insert(after, transition.once);
    if (overfull == no_place) end_cycles(after);
    return overfull;
}

void Firing::take(const Transition& transition, Marking& marking) const {
    for (std::size_t i = 0; i < transition.takes.size(); ++i) {
        const PlaceIndex place = transition.takes[i];
        if (transition.join != Join::All && !is_marked(marking, place)) continue;
        erase(marking, place);
        if (transition.join == Join::Complex && !transition.cancels_rest) insert(marking, transition.used[i]);
    }
}

void Firing::take_away(const Transition& transition, TransitionIndex t, std::span<const PlaceIndex> before,
                       Marking& marking) const {
    const auto remove_if = [&](auto condition) {
        marking.erase(std::remove_if(marking.begin(), marking.end(), condition), marking.end());
    };
    if (transition.clears) marking.clear();
    if (!transition.removes.empty())
        remove_if([&](PlaceIndex place) {
            return std::find(transition.removes.begin(), transition.removes.end(), place) !=
                   transition.removes.end();
        });
    if (transition.cancels_rest) {
        // Those that it could have waited for, by the rule of inclusive joins: not what comes round a loop.
        const Reach& reach = *reach_of(t);
        std::uint64_t present = 0;
        for (std::size_t i = 0; i < transition.takes.size(); ++i)
            if (is_marked(before, transition.takes[i])) present |= std::uint64_t{1} << i;
        remove_if([&](PlaceIndex place) {
            const std::uint64_t bits = reach.from[place];
            return net_.is_token(place) && (bits & ~present) != 0 && (bits & present) == 0;
        });
    }
}

// Looked at again after every move, as long as it changes something: a token that is swallowed by one join
// may have been what another one waited for.
void Firing::end_cycles(Marking& marking) const {
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (const Reach& reach : reaches_) has_changed = end_cycle(reach, marking) || has_changed;
    }
}

// A complex join that has fired swallows the other tokens of its cycle. The cycle is over when no more can
// come.
bool Firing::end_cycle(const Reach& reach, Marking& marking) const {
    const Transition& join = net_.transitions[reach.join];
    if (join.join != Join::Complex || !is_any_marked(marking, join.used)) return false;
    bool has_changed = false;
    std::uint64_t present = 0;
    for (std::size_t i = 0; i < join.takes.size(); ++i) {
        if (!is_marked(marking, join.used[i]) && is_marked(marking, join.takes[i])) {
            erase(marking, join.takes[i]);
            insert(marking, join.used[i]);
            has_changed = true;
        }
        if (is_marked(marking, join.used[i])) present |= std::uint64_t{1} << i;
    }
    if (is_more_expected(net_, reach, present, marking)) return has_changed;
    for (const PlaceIndex flag : join.used)
        if (is_marked(marking, flag)) erase(marking, flag);
    return true;
}

bool Firing::has_token(const Net& net, std::span<const PlaceIndex> marking) {
    return std::any_of(marking.begin(), marking.end(), [&](PlaceIndex place) { return net.is_token(place); });
}

}  // namespace wf::soundness
