#include "core/soundness/reduction.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace wf::soundness {

bool Reduction::merge_steps() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && merge_step(place)) || has_changed;
    return has_changed;
}

bool Reduction::merge_step(PlaceIndex place) {
    if (!is_free(place)) return false;
    const TransitionIndex t = only_consumer(place);
    if (t == no_transition || !is_step(at(t))) return false;
    const PlaceIndex next = at(t).gives[0];
    if (next == place || !is_free(next)) return false;
    for (const TransitionIndex producer : producers(place))
        if (contains(outputs(at(producer)), next))
            return false;  // two tokens there: left for the search to see

    absorb_before(place, t);
    drop(t);
    // A row behind a merge of many ways is taken in from its end, or it would be as much work as rows times
    // ways.
    if (producers(next).empty() && !is_root_[next] && producers(place).size() > consumers(next).size())
        take_over(place, next);
    else
        give_up(place, next);
    return true;
}

// Whoever takes a token from `next` takes it from `place`, which becomes what the other was.
void Reduction::take_over(PlaceIndex place, PlaceIndex next) {
    for (const TransitionIndex consumer : consumers(next)) {
        Transition& transition = at(consumer);
        std::replace(transition.takes.begin(), transition.takes.end(), next, place);
        if (transition.is_spontaneous)  // it gives back the token that it takes
            std::replace(transition.gives.begin(), transition.gives.end(), next, place);
        consumers_[place].push_back(consumer);
    }
    net_.places[place] = net_.places[next];
    drop_place(next);
}

// Whoever put a token on `place` puts it on `next`.
void Reduction::give_up(PlaceIndex place, PlaceIndex next) {
    for (const TransitionIndex producer : producers(place)) {
        Transition& transition = at(producer);
        std::replace(transition.gives.begin(), transition.gives.end(), place, next);
        std::replace(transition.may.begin(), transition.may.end(), place, next);
        if (transition.otherwise == place) transition.otherwise = next;
        producers_[next].push_back(producer);
    }
    if (is_root_[place]) {
        std::replace(net_.roots.begin(), net_.roots.end(), place, next);
        is_root_[next] = true;
    }
    drop_place(place);
}

bool Reduction::merge_forks() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && merge_fork(place)) || has_changed;
    return has_changed;
}

bool Reduction::merge_fork(PlaceIndex place) {
    if (!is_free(place)) return false;
    const TransitionIndex first = only_producer(place);
    const TransitionIndex second = only_consumer(place);
    if (first == no_transition || second == no_transition || first == second) return false;
    Transition& before = at(first);
    const Transition& after = at(second);
    if (!is_plain(after) || !contains(before.gives, place)) return false;
    const std::vector<PlaceIndex> ways = outputs(after);
    const bool has_choice = !after.may.empty() || after.otherwise != no_place;
    if (ways.empty() || (has_choice && (!before.may.empty() || before.otherwise != no_place))) return false;
    const std::vector<PlaceIndex> others = outputs(before);
    for (const PlaceIndex way : ways)
        if (!is_free(way) || contains(others, way) || !reaches_the_same(way, place)) return false;

    before.absorbed.push_back(second);
    erase_place(before.gives, place);
    before.gives.insert(before.gives.end(), after.gives.begin(), after.gives.end());
    if (has_choice) {
        before.may = after.may;
        before.otherwise = after.otherwise;
        before.can_choose_none = after.can_choose_none;
    }
    for (const PlaceIndex way : ways) producers_[way].push_back(first);
    drop(second);
    drop_place(place);
    return true;
}

bool Reduction::drop_loops() {
    bool has_changed = false;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        has_changed = (!at(t).is_gone && drop_loop(t)) || has_changed;
    return has_changed;
}

// Without a way out it stays: that loop has no end.
bool Reduction::drop_loop(TransitionIndex t) {
    if (!is_step(at(t)) || at(t).gives[0] != at(t).takes[0]) return false;
    const PlaceIndex place = at(t).takes[0];
    const std::vector<TransitionIndex>& ways = consumers(place);
    if (std::none_of(ways.begin(), ways.end(), [&](TransitionIndex way) {
            return is_plain(at(way)) && at(way).gives != at(way).takes;
        }))
        return false;
    absorb_before(place, t);
    drop(t);
    return true;
}

bool Reduction::merge_same_ways() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place) {
        if (is_gone(place) || consumers(place).size() < 2) continue;
        using Way =
            std::tuple<std::vector<PlaceIndex>, std::vector<PlaceIndex>, PlaceIndex, bool, bool, bool>;
        std::map<Way, TransitionIndex> ways;
        for (const TransitionIndex t : consumers(place)) {
            Transition& way = at(t);
            if (!is_plain(way) && !is_abort(way)) continue;
            std::sort(way.gives.begin(), way.gives.end());
            std::sort(way.may.begin(), way.may.end());
            const auto [known, is_new] = ways.try_emplace(
                Way{way.gives, way.may, way.otherwise, way.can_choose_none, way.clears, way.throws}, t);
            if (is_new) continue;
            at(known->second).absorbed.push_back(t);
            drop(t);
            has_changed = true;
        }
    }
    return has_changed;
}

}  // namespace wf::soundness
