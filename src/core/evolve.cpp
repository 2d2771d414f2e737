// What each event does to state: one overload per event, no fallback. Live commands and replay both come
// through here.
#include "core/engine.hpp"

#include <algorithm>

namespace wf {
namespace {

Token& token_of(State& state, TokenId id) {
    for (Token& token : state.tokens)
        if (token.id == id) return token;
    throw InconsistentLog{"token " + std::to_string(id.value) + " does not exist"};
}

Seat& seat_of(State& state, SeatId id) {
    for (Seat& seat : state.seats)
        if (seat.id == id) return seat;
    throw InconsistentLog{"seat " + std::to_string(id.value) + " does not exist"};
}

Passage& passage_of(State& state, const std::string& node) {
    for (Passage& passage : state.passages)
        if (passage.node == node) return passage;
    return state.passages.emplace_back(Passage{.node = node, .rounds = 0, .outcome = {}});
}

void on(State& state, const InstanceStarted& event) {
    state.status = Status::Running;
    state.initiator = event.initiator;
    state.chosen = event.chosen;
    state.data = event.data;
}

void on(State& state, const DataChanged& event) { state.data = event.data; }

void on(State& state, const NodeEntered& event) {
    state.last_token = std::max(state.last_token, event.token.value);
    state.tokens.push_back(
        Token{.id = event.token, .node = event.node, .round = event.round, .held = {}, .by_policy = false});
    passage_of(state, event.node).rounds = event.round;
}

void on(State& state, const NodeCompleted& event) {
    passage_of(state, token_of(state, event.token).node).outcome = event.outcome;
    std::erase_if(state.tokens, [&](const Token& token) { return token.id == event.token; });
    std::erase_if(state.seats, [&](const Seat& seat) { return seat.token == event.token; });
}

void on(State&, const FlowTaken&) {}  // said for the reader of the log; the next NodeEntered moves the token

void on(State& state, const SeatsCreated& event) {
    for (const Seat& seat : event.seats) {
        state.last_seat = std::max(state.last_seat, seat.id.value);
        state.seats.push_back(seat);
    }
}

void on(State& state, const SeatOpened& event) { seat_of(state, event.seat).state = SeatState::Open; }

void cast_vote(State& state, SeatId id, const PersonId& by, SeatState vote) {
    Seat& seat = seat_of(state, id);
    seat.state = vote;
    seat.holder = by;
    state.acted = true;
}

void on(State& state, const SeatApproved& event) {
    cast_vote(state, event.seat, event.by, SeatState::Approved);
    state.previous_approver = event.by;
}

void on(State& state, const SeatRejected& event) {
    cast_vote(state, event.seat, event.by, SeatState::Rejected);
}

void on(State& state, const SeatsClosed& event) {
    for (const SeatId id : event.seats) seat_of(state, id).state = SeatState::NotNeeded;
}

void on(State& state, const ApproverMissing& event) { token_of(state, event.token).by_policy = true; }

void on(State& state, const NodeHeld& event) { token_of(state, event.token).held = event.reason; }

void on(State&, const PeopleCopied&) {}  // copies are rows of wf.copy; no decision depends on them

void on(State& state, const InstanceEnded& event) {
    state.status = event.status;
    state.tokens.clear();
    state.seats.clear();
}

}  // namespace

void evolve(State& state, const Event& event) {
    std::visit([&](const auto& fact) { on(state, fact); }, event);
}

void apply(State& state, const Entry& entry) {
    for (const Event& event : entry.events) evolve(state, event);
    state.version = entry.seq;
    state.last_at = entry.at;
    if (entry.seq == 1) state.started_at = entry.at;
    state.ended_at = is_final(state.status) ? (state.ended_at ? state.ended_at : entry.at) : 0;
}

State replay(std::span<const Entry> entries) {
    State state;
    for (const Entry& entry : entries) apply(state, entry);
    return state;
}

}  // namespace wf
