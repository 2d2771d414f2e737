// What events about people and their seats do to state, and how evolve finds what an event speaks of.
// evolve.cpp has the other events.
#pragma once

#include "core/model/event.hpp"

namespace wf::evolution {

// Each throws InconsistentLog if there is none: no log of the engine speaks of what never was.
Token& token_of(State& state, TokenId id);
const Seat& seat_of(const State& state, SeatId id);

// Where a vote stands is all that most events change of a seat. What else there is of the seats is stored apart and
// not written again (stored/snapshot.hpp), so whoever changes any of it says so.
const Seat& set_vote(State& state, SeatId id, SeatState vote);
Seat& seat_to_change(State& state, SeatId id);
void note_seats_change(State& state);

void on(State& state, const SeatsCreated& event);
void on(State& state, const SeatOpened& event);
void on(State& state, const SeatApproved& event);
void on(State& state, const SeatRejected& event);
void on(State& state, const TaskCompleted& event);
void on(State& state, const SeatAbstained& event);
void on(State& state, const SeatPassed& event);
void on(State& state, const SeatClaimed& event);
void on(State& state, const SeatReleased& event);
void on(State& state, const SeatReassigned& event);
void on(State& state, const SeatDelegated& event);
void on(State& state, const SeatResolved& event);
void on(State& state, const SeatParked& event);
void on(State& state, const SeatRemoved& event);
void on(State& state, const ApproversChosen& event);
void on(State& state, const MaterialChanged& event);
void on(State& state, const ApproversSkipped& event);
void on(State& state, const DeadlinePassed& event);
void on(State& state, const PeopleReminded& event);
void on(State& state, const SeatsClosed& event);
void on(State& state, const ApproverMissing& event);
void on(State& state, const NodeHeld& event);
void on(State& state, const SeatReopened& event);
void on(State& state, const DraftSaved& event);

}  // namespace wf::evolution
