// The fields of everything that is stored, named once: the JSON writer, the JSON reader, the byte encoder and
// the byte decoder all walk these lists. Adding a field here adds it to all four.
#pragma once

#include "core/event.hpp"

#include <concepts>

namespace wf {

// T or const T: one list serves readers and writers.
template <class Candidate, class T>
concept Same = std::same_as<std::remove_const_t<Candidate>, T>;

template <class V>
void fields(V& v, Same<Seat> auto& seat) {
    v("id", seat.id);
    v("token", seat.token);
    v("rank", seat.rank);
    v("principal", seat.principal);
    v("holder", seat.holder);
    v("group", seat.group);
    v("weight", seat.weight);
    v("state", seat.state);
}

template <class V>
void fields(V& v, Same<Token> auto& token) {
    v("id", token.id);
    v("node", token.node);
    v("round", token.round);
    v("held", token.held);
    v("by_policy", token.by_policy);
}

template <class V>
void fields(V& v, Same<Passage> auto& passage) {
    v("node", passage.node);
    v("rounds", passage.rounds);
    v("outcome", passage.outcome);
}

template <class V>
void fields(V& v, Same<Choice> auto& choice) {
    v("node", choice.node);
    v("people", choice.people);
}

// Without data, which has a column of its own.
template <class V>
void fields(V& v, Same<State> auto& state) {
    v("status", state.status);
    v("version", state.version);
    v.time("started_at", state.started_at);
    v.time("ended_at", state.ended_at);
    v.time("last_at", state.last_at);
    v("initiator", state.initiator);
    v("previous_approver", state.previous_approver);
    v("last_seat", state.last_seat);
    v("last_token", state.last_token);
    v("acted", state.acted);
    v("tokens", state.tokens);
    v("seats", state.seats);
    v("passages", state.passages);
    v("chosen", state.chosen);
}

template <class V>
void fields(V& v, Same<InstanceStarted> auto& event) {
    v("initiator", event.initiator);
    v("definition", event.definition);
    v("definition_version", event.definition_version);
    v("title", event.title);
    v("business_table", event.business_table);
    v("business_key", event.business_key);
    v("chosen", event.chosen);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<DataChanged> auto& event) {
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<NodeEntered> auto& event) {
    v("token", event.token);
    v("node", event.node);
    v("round", event.round);
}

template <class V>
void fields(V& v, Same<NodeCompleted> auto& event) {
    v("token", event.token);
    v("outcome", event.outcome);
}

template <class V>
void fields(V& v, Same<FlowTaken> auto& event) {
    v("flow", event.flow);
}

template <class V>
void fields(V& v, Same<SeatsCreated> auto& event) {
    v("seats", event.seats);
}

template <class V>
void fields(V& v, Same<SeatOpened> auto& event) {
    v("seat", event.seat);
}

template <class V>
void fields(V& v, Same<SeatApproved> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<SeatRejected> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<SeatsClosed> auto& event) {
    v("seats", event.seats);
}

template <class V>
void fields(V& v, Same<ApproverMissing> auto& event) {
    v("token", event.token);
    v("policy", event.policy);
}

template <class V>
void fields(V& v, Same<NodeHeld> auto& event) {
    v("token", event.token);
    v("reason", event.reason);
}

template <class V>
void fields(V& v, Same<PeopleCopied> auto& event) {
    v("node", event.node);
    v("round", event.round);
    v("people", event.people);
}

template <class V>
void fields(V& v, Same<InstanceEnded> auto& event) {
    v("status", event.status);
}

}  // namespace wf
