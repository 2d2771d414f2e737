// What each event about people and their seats does to state.
#include "core/log/evolve_seats.hpp"

#include <algorithm>

namespace wf::evolution {

Token& token_of(State& state, TokenId id) {
    for (Token& token : state.tokens)
        if (token.id == id) return token;
    throw InconsistentLog{"token " + std::to_string(id.value) + " does not exist"};
}

const Seat& seat_of(const State& state, SeatId id) {
    if (const Seat* seat = state.find_seat(id)) return *seat;
    throw InconsistentLog{"seat " + std::to_string(id.value) + " does not exist"};
}

void note_seats_change(State& state) { state.seats_since = state.version + 1; }

Seat& writable(State& state, SeatId id) {
    return state.seats[static_cast<std::size_t>(&seat_of(state, id) - state.seats.data())];
}

Seat& seat_to_change(State& state, SeatId id) {
    note_seats_change(state);
    return writable(state, id);
}

const Seat& set_vote(State& state, SeatId id, SeatState vote) {
    Seat& seat = writable(state, id);
    seat.state = vote;
    return seat;
}

void on(State& state, const SeatsCreated& event) {
    for (const Seat& seat : event.seats) {
        state.last_seat = std::max(state.last_seat, seat.id.value);
        state.seats.push_back(seat);
        token_of(state, seat.token).held.clear();  // somebody can go on
    }
    note_seats_change(state);
}

void on(State& state, const SeatOpened& event) { set_vote(state, event.seat, SeatState::Open); }

// What was a draft of the vote is no more.
const Seat& end_seat(State& state, SeatId id, SeatState end) {
    const Seat& seat = set_vote(state, id, end);
    if (!seat.draft.text.empty()) seat_to_change(state, id).draft = {};
    return seat;
}

const Seat& cast_vote(State& state, SeatId id, const PersonId& by, SeatState vote) {
    const Seat& seat = end_seat(state, id, vote);
    if (seat.holder != by) seat_to_change(state, id).holder = by;
    state.acted = true;
    return seat;
}

void sign(State& state, const Seat& seat) {
    const Token& token = token_of(state, seat.token);
    state.signatures.push_back(Signature{.node = token.node,
                                         .round = token.round,
                                         .person = seat.principal.empty() ? seat.holder : seat.principal,
                                         .by = seat.holder,
                                         .seq = state.version + 1,
                                         .stale = false});
}

void on(State& state, const SeatApproved& event) {
    const Seat& seat = cast_vote(state, event.seat, event.by, SeatState::Approved);
    state.previous_approver = seat.principal.empty() ? event.by : seat.principal;
    if (event.remembered) sign(state, seat);
}

void on(State& state, const SeatRejected& event) {
    cast_vote(state, event.seat, event.by, SeatState::Rejected);
}

// Handing in is not an answer to the request: what the initiator does on the node that it began with.
void on(State& state, const TaskCompleted& event) {
    const Token& token = token_of(state, seat_of(state, event.seat).token);
    const bool acted = state.acted || state.passages.empty() || token.node != state.passages.front().node;
    const Seat& seat = cast_vote(state, event.seat, event.by, SeatState::Approved);
    state.acted = acted;
    if (event.remembered) sign(state, seat);
}

void on(State& state, const SeatAbstained& event) {
    cast_vote(state, event.seat, event.by, SeatState::Abstained);
}

void on(State& state, const SeatPassed& event) {
    const Seat& seat = end_seat(state, event.seat, SeatState::Approved);
    state.previous_approver = seat.principal;
    sign(state, seat);
}

void on(State& state, const SeatClaimed& event) {
    Seat& seat = seat_to_change(state, event.seat);
    seat.principal = seat.holder = event.by;
}

void on(State& state, const SeatReleased& event) {
    Seat& seat = seat_to_change(state, event.seat);
    seat.principal.clear();
    seat.holder.clear();
    seat.draft = {};
}

void on(State& state, const SeatReassigned& event) {
    Seat& seat = seat_to_change(state, event.seat);
    seat.principal = event.principal;
    seat.holder = event.holder;
    seat.candidates = event.candidates;
    seat.path = event.path;
    seat.givers.clear();
    seat.draft = {};  // it was for the eyes of who held the seat
}

void on(State& state, const SeatDelegated& event) {
    Seat& seat = seat_to_change(state, event.seat);
    seat.givers.push_back(seat.holder);
    seat.holder = event.to;
}

void on(State& state, const SeatResolved& event) {
    Seat& seat = seat_to_change(state, event.seat);
    if (seat.givers.empty())
        throw InconsistentLog{"seat " + std::to_string(event.seat.value) + " is not delegated"};
    seat.holder = seat.givers.back();
    seat.givers.pop_back();
}

void on(State& state, const SeatParked& event) { set_vote(state, event.seat, SeatState::Parked); }

void on(State& state, const SeatRemoved& event) { end_seat(state, event.seat, SeatState::Removed); }

void on(State& state, const ApproversChosen& event) {
    for (const Choice& choice : event.chosen) {
        std::erase_if(state.chosen, [&](const Choice& before) { return before.node == choice.node; });
        state.chosen.push_back(choice);
    }
}

void on(State& state, const MaterialChanged&) {
    for (Return& sent : state.returns) sent.is_changed = true;
    for (Signature& signature : state.signatures) signature.stale = true;
}

void on(State&, const ApproversSkipped&) {}  // said for the reader of the log; so are the next two
void on(State&, const DeadlinePassed&) {}
void on(State&, const PeopleReminded&) {}

void on(State& state, const SeatsClosed& event) {
    for (const SeatId id : event.seats) end_seat(state, id, SeatState::NotNeeded);
}

void on(State& state, const ApproverMissing& event) { token_of(state, event.token).by_policy = true; }

void on(State& state, const NodeHeld& event) { token_of(state, event.token).held = event.reason; }

void on(State& state, const SeatReopened& event) {
    const Seat& seat = set_vote(state, event.seat, SeatState::Open);
    const Token& token = token_of(state, seat.token);
    // One of them: in a repeated node the same person may have signed other instances, and has.
    const auto is_his = [&](const Signature& signature) {
        return signature.node == token.node && signature.round == token.round && signature.by == seat.holder;
    };
    const auto last = std::find_if(state.signatures.rbegin(), state.signatures.rend(), is_his);
    if (last != state.signatures.rend()) state.signatures.erase(std::next(last).base());
}

void on(State& state, const DraftSaved& event) { seat_to_change(state, event.seat).draft = event.data; }

}  // namespace wf::evolution
