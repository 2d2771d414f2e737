#include "core/node/units.hpp"

#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

// The node's own list; every other is a group, named by the first of its seats.
constexpr SeatId node_list{};

enum class UnitState : std::uint8_t {
    Waiting,   // nobody in it has been asked yet
    UnderWay,  // somebody can act, or has
    Approved,
    Rejected,
    Abstained,
    Gone,  // it does not count
};

bool is_pending(UnitState state) { return state == UnitState::Waiting || state == UnitState::UnderWay; }

// One unit of a list: a seat with what hangs at it, or a group that stands beside a seat.
struct Unit {
    const Seat* seat;  // of a group: its first
    bool is_group = false;
};

// The seats of one activation as a tree. Looks only; good as long as the state does not change.
class Units {
public:
    Units(const State& state, TokenId token) : state_(state) {
        for (const Seat& seat : state.seats) {
            if (seat.token != token) continue;
            seats_.push_back(&seat);
            if (seat.is_added()) added_.push_back(&seat);
        }
    }

    // In the order in which they sign: who was added beside a seat follows it.
    std::vector<Unit> units_of(SeatId list) const {
        std::vector<const Seat*> roots;
        for (const Seat* seat : list == node_list ? seats_ : added_)
            if (!stands_alone(*seat) && list_of(*seat) == list) roots.push_back(seat);
        std::stable_sort(roots.begin(), roots.end(),
                         [](const Seat* a, const Seat* b) { return a->rank < b->rank; });
        std::vector<Unit> units;
        for (const Seat* root : roots) append_with_those_beside(*root, units);
        return units;
    }

    // The groups before or after a seat, in the order in which they were added.
    std::vector<SeatId> groups_at(const Seat& seat, SignerPlace place) const {
        std::vector<SeatId> groups;
        for (const Seat* added : added_)
            if (added->host == seat.id && added->place == place && added->id == added->group)
                groups.push_back(added->group);
        return groups;
    }

    UnitState state_of(const Unit& unit) const {
        return unit.is_group ? state_of_group(unit.seat->id) : state_of_seat(*unit.seat);
    }

    UnitState state_of_group(SeatId group) const {
        int approved = 0, rejected = 0, abstained = 0, waiting = 0, under_way = 0;
        for (const Unit& unit : units_of(group)) {
            const UnitState state = state_of(unit);
            approved += state == UnitState::Approved;
            rejected += state == UnitState::Rejected;
            abstained += state == UnitState::Abstained;
            waiting += state == UnitState::Waiting;
            under_way += state == UnitState::UnderWay;
        }
        const bool any = mode_of(group) == SignerMode::Any;
        if (any && approved) return UnitState::Approved;
        if (!any && rejected) return UnitState::Rejected;
        if (under_way || (waiting && approved + rejected + abstained)) return UnitState::UnderWay;
        if (waiting) return UnitState::Waiting;
        if (approved) return UnitState::Approved;
        if (rejected) return UnitState::Rejected;
        return abstained ? UnitState::Abstained : UnitState::Gone;
    }

    SignerMode mode_of(SeatId group) const { return state_.find_seat(group)->mode; }

    // The list that the seat is a unit of.
    SeatId list_of(const Seat& seat) const {
        if (!seat.is_added()) return node_list;
        return stands_alone(seat) ? list_of(host_of(seat)) : seat.group;
    }

    // All seats of a unit, with those of its groups.
    void collect(const Unit& unit, std::vector<const Seat*>& seats) const {
        if (unit.is_group) return collect_group(unit.seat->id, seats);
        seats.push_back(unit.seat);
        for (const SignerPlace place : {SignerPlace::Before, SignerPlace::After})
            for (const SeatId group : groups_at(*unit.seat, place)) collect_group(group, seats);
    }
    void collect_group(SeatId group, std::vector<const Seat*>& seats) const {
        for (const Unit& unit : units_of(group)) collect(unit, seats);
    }

private:
    const Seat& host_of(const Seat& seat) const { return *state_.find_seat(seat.host); }

    // Beside another, and not in a group that decides among itself.
    static bool stands_alone(const Seat& seat) {
        return seat.place == SignerPlace::Parallel && seat.mode == SignerMode::All;
    }

    void append_with_those_beside(const Seat& seat, std::vector<Unit>& units) const {
        units.push_back({&seat});
        for (const Seat* added : added_) {
            if (added->host != seat.id || added->place != SignerPlace::Parallel) continue;
            if (stands_alone(*added))
                append_with_those_beside(*added, units);
            else if (added->id == added->group)
                units.push_back({added, true});
        }
    }

    UnitState state_of_seat(const Seat& seat) const {
        if (seat.state == SeatState::Removed) return UnitState::Gone;
        bool is_waited_for = false;
        for (const SignerPlace place : {SignerPlace::Before, SignerPlace::After})
            for (const SeatId group : groups_at(seat, place)) {
                const UnitState state = state_of_group(group);
                if (state == UnitState::Rejected) return UnitState::Rejected;
                is_waited_for = is_waited_for || is_pending(state);
            }
        switch (seat.state) {
            case SeatState::Waiting:
                return UnitState::Waiting;
            case SeatState::Open:
            case SeatState::Parked:
                return UnitState::UnderWay;
            case SeatState::Approved:
                return is_waited_for ? UnitState::UnderWay : UnitState::Approved;
            case SeatState::Abstained:
                return is_waited_for ? UnitState::UnderWay : UnitState::Abstained;
            case SeatState::Rejected:
                return UnitState::Rejected;
            case SeatState::Removed:
            case SeatState::NotNeeded:
                break;
        }
        return UnitState::Gone;
    }

    const State& state_;
    std::vector<const Seat*> seats_;
    std::vector<const Seat*> added_;
};

// Emits what follows; after each event the tree is looked at afresh.
class Advance {
public:
    Advance(Step& step, TokenId token) : step_(step), token_(token) {}

    void list(SeatId list, bool one_after_the_other) {
        for (const SeatId id : ids_of(list)) {
            const Unit unit = unit_of(list, id);
            if (!is_pending(look().state_of(unit))) {
                close(unit);
                continue;
            }
            if (unit.is_group)
                group(unit.seat->id);
            else
                seat(id);
            if (one_after_the_other) return;
        }
    }

private:
    Units look() const { return Units{step_.state(), token_}; }
    const Seat& find(SeatId id) const { return *step_.state().find_seat(id); }

    std::vector<SeatId> ids_of(SeatId list) const {
        std::vector<SeatId> ids;
        for (const Unit& unit : look().units_of(list)) ids.push_back(unit.seat->id);
        return ids;
    }
    // A first seat of a group beside another is a unit of the list only as the group.
    Unit unit_of(SeatId list, SeatId id) const {
        const Seat& found = find(id);
        return {&found, look().list_of(found) != list};
    }

    void group(SeatId group) { list(group, look().mode_of(group) == SignerMode::Sequential); }

    // The unit of this seat is not decided.
    void seat(SeatId id) {
        if (first_pending(id, SignerPlace::Before)) return;
        switch (find(id).state) {
            case SeatState::Waiting:
                if (open(id)) look_for_duplicate(step_, id);
                return;
            case SeatState::Parked:
                // Whose holder has left and is not replaced stays parked: the node is held.
                if (step_.state().find_token(token_)->held.empty() || !has_lost_its_holder(step_, find(id)))
                    open(id);
                return;
            case SeatState::Approved:
            case SeatState::Abstained:
                first_pending(id, SignerPlace::After);
                return;
            case SeatState::Open:
            case SeatState::Rejected:
            case SeatState::Removed:
            case SeatState::NotNeeded:
                return;
        }
    }

    // Groups sign one after the other. Closes what those that are decided don't need.
    bool first_pending(SeatId id, SignerPlace place) {
        for (const SeatId each : look().groups_at(find(id), place)) {
            const bool goes_on = is_pending(look().state_of_group(each));
            if (goes_on) group(each);
            if (goes_on) return true;
            close({&find(each), true});
        }
        return false;
    }

    // False: its holder has left since the seat was made or parked.
    bool open(SeatId id) {
        step_.emit(SeatOpened{.seat = id});
        if (!has_lost_its_holder(step_, find(id))) return true;
        step_.defer(SeatToMove{.seat = id});
        return false;
    }

    void close(const Unit& unit) {
        std::vector<const Seat*> seats;
        if (unit.is_group)
            look().collect_group(unit.seat->id, seats);
        else
            look().collect(unit, seats);
        SeatsClosed closed;
        for (const Seat* each : seats)
            if (each->is_pending()) closed.seats.push_back(each->id);
        if (!closed.seats.empty()) step_.emit(std::move(closed));
    }

    Step& step_;
    const TokenId token_;
};

}  // namespace

bool may_decide_alone(const Decisive& decisive, const Seat& seat) {
    const PersonId& person = seat.principal.empty() ? seat.holder : seat.principal;
    return decisive.everybody ||
           std::find(decisive.people.begin(), decisive.people.end(), person) != decisive.people.end();
}

bool has_added_signers(const State& state, TokenId token) {
    return std::any_of(state.seats.begin(), state.seats.end(),
                       [&](const Seat& seat) { return seat.token == token && seat.is_added(); });
}

Tally count_units(const State& state, const ApprovalSettings& settings, TokenId token) {
    const Units units{state, token};
    Tally tally;
    for (const Unit& unit : units.units_of(node_list)) {
        const UnitState now = units.state_of(unit);
        if (now == UnitState::Gone) continue;
        const std::int64_t weight = unit.is_group ? 1 : unit.seat->weight;
        tally.seats += weight;
        if (is_pending(now)) tally.possible += weight;
        if (now != UnitState::Approved && now != UnitState::Rejected) continue;
        // Whose vote made it so: of a rejected unit that may be anybody in it.
        const bool is_approved = now == UnitState::Approved;
        (is_approved ? tally.approved : tally.rejected) += weight;
        std::vector<const Seat*> seats;
        units.collect(unit, seats);
        for (const Seat* seat : seats) {
            if (is_approved && seat->state == SeatState::Approved && (seat == unit.seat || unit.is_group))
                tally.is_passed = tally.is_passed || may_decide_alone(settings.vote.pass, *seat);
            if (!is_approved && seat->state == SeatState::Rejected)
                tally.is_vetoed = tally.is_vetoed || may_decide_alone(settings.vote.veto, *seat);
        }
    }
    return tally;
}

void advance_units(Step& step, TokenId token, bool one_after_the_other) {
    Advance{step, token}.list(node_list, one_after_the_other);
}

void remove_seat(Step& step, SeatId id) {
    const Seat& seat = *step.state().find_seat(id);
    std::vector<const Seat*> seats;
    Units{step.state(), seat.token}.collect({&seat}, seats);
    std::vector<SeatId> removed;
    for (const Seat* each : seats)
        if (each->is_pending()) removed.push_back(each->id);
    for (const SeatId each : removed)
        step.emit(SeatRemoved{.seat = each, .whose = step.state().find_seat(each)->owners()});
}

bool is_signed_in_turn(const State& state, const Seat& host, bool node_is_sequential) {
    const Units units{state, host.token};
    const SeatId list = units.list_of(host);
    return list == node_list ? node_is_sequential : units.mode_of(list) == SignerMode::Sequential;
}

int added_depth(const State& state, const Seat& seat) {
    int depth = 0;
    for (const Seat* each = &seat; each->is_added(); each = state.find_seat(each->host)) ++depth;
    return depth;
}

}  // namespace wf
