// Tokens that nobody waits for: side branches with an end of their own, reminders, and tokens that end the
// scope.
#include "core/soundness/reduction.hpp"

#include <algorithm>
#include <vector>

namespace wf::soundness {

bool Reduction::drop_loose_ends() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && drop_loose_end(place)) || has_changed;
    return has_changed;
}

// Such a token can only meet a second one, and that one its producer would have to make. If it could, then
// the tokens that the producer takes could as well come twice while it waits, and that place shows it too: as
// long as they come whether it waits or not. They do if no way leads back to where they come from. An
// inclusive join takes its tokens one by one from different flows, and what takes tokens away may prevent
// that they meet: neither is sure.
bool Reduction::drop_loose_end(PlaceIndex place) {
    if (!is_free(place)) return false;
    const TransitionIndex end = only_consumer(place);
    const TransitionIndex producer = only_producer(place);
    if (end == no_transition || producer == no_transition || !is_end(at(end))) return false;
    Transition& before = at(producer);
    if (!happens_once(producer) || before.otherwise != no_place) return false;
    if (contains(before.may, place)) before.can_choose_none = true;
    erase_place(before.gives, place);
    erase_place(before.may, place);
    before.absorbed.push_back(end);
    drop(end);
    drop_place(place);
    return true;
}

// Or, if it can happen twice, that is seen elsewhere.
bool Reduction::happens_once(TransitionIndex t) {
    if (at(t).once != no_place) return true;
    return at(t).join == Join::All && !takes_away_ &&
           std::none_of(at(t).takes.begin(), at(t).takes.end(),
                        [this](PlaceIndex place) { return is_on_cycle_[place]; });
}

bool Reduction::drop_reminders() {
    bool has_changed = false;
    for (TransitionIndex t = 0; t < net_.transitions.size(); ++t)
        has_changed = (!at(t).is_gone && drop_reminder(t)) || has_changed;
    return has_changed;
}

bool Reduction::drop_reminder(TransitionIndex t) {
    const Transition& event = at(t);
    if (!event.is_spontaneous || event.gives != event.takes || !event.may.empty() ||
        event.otherwise != no_place)
        return false;
    absorb_before(event.takes[0], t);
    drop(t);
    return true;
}

bool Reduction::merge_aborts() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && merge_abort(place)) || has_changed;
    return has_changed;
}

// What the others do meanwhile they can do while the token is still where it comes from, and as safe from
// being taken away as here. Two tokens can meet here only if they can there; just before the end they may
// meet.
bool Reduction::merge_abort(PlaceIndex place) {
    if (net_.places[place].is_pinned || is_listened_to_[place]) return false;
    const TransitionIndex abort = only_consumer(place);
    if (abort == no_transition || !is_abort(at(abort)) || producers(place).empty()) return false;
    if (is_root_[place] || (!net_.places[place].is_full_with_one && producers(place).size() > 1))
        return false;
    for (const TransitionIndex producer : producers(place)) {
        if (!is_step(at(producer))) return false;
        const PlaceIndex before = at(producer).takes[0];
        if (net_.places[before].is_pinned || !reaches_the_same(before, place)) return false;
    }
    for (const TransitionIndex producer : producers(place)) {
        Transition& before = at(producer);
        before.gives.clear();
        before.clears = true;
        before.throws = at(abort).throws;
        before.absorbed.push_back(abort);
    }
    drop(abort);
    drop_place(place);
    return true;
}

bool Reduction::drop_aborts() {
    bool has_changed = false;
    for (PlaceIndex place = 0; place < net_.places.size(); ++place)
        has_changed = (!is_gone(place) && drop_abort(place)) || has_changed;
    return has_changed;
}

bool Reduction::drop_abort(PlaceIndex place) {
    TransitionIndex abort = no_transition;
    std::size_t ways = 0;  // that the token can take by itself
    for (const TransitionIndex t : consumers(place)) {
        if (is_abort(at(t))) abort = t;
        if (is_abort(at(t)) || (is_plain(at(t)) && at(t).gives != at(t).takes)) ++ways;
    }
    if (abort == no_transition || ways < 2) return false;
    absorb_before(place, abort);
    drop(abort);
    return true;
}

}  // namespace wf::soundness
