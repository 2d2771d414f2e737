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
    v("candidates", seat.candidates);
    v("weight", seat.weight);
    v("state", seat.state);
}

template <class V>
void fields(V& v, Same<Token> auto& token) {
    v("id", token.id);
    v("node", token.node);
    v("scope", token.scope);
    v("flow", token.flow);
    v("round", token.round);
    v("held", token.held);
    v("by_policy", token.by_policy);
    v("thrower", token.thrower);
    v("data", token.data);
}

template <class V>
void fields(V& v, Same<Body> auto& body) {
    v("token", body.token);
    v("total", body.total);
    v("created", body.created);
    v("completed", body.completed);
    v("released", body.released);
    v("items", body.items);
    v("outputs", body.outputs);
}

template <class V>
void fields(V& v, Same<Wait> auto& wait) {
    v("id", wait.id);
    v("token", wait.token);
    v("node", wait.node);
    v("kind", wait.kind);
    v("name", wait.name);
    v("key", wait.key);
    v.time("due_at", wait.due_at);
    v("left", wait.left);
}

template <class V>
void fields(V& v, Same<Compensable> auto& activity) {
    v("node", activity.node);
    v("token", activity.token);
    v("scope", activity.scope);
    v("thrower", activity.thrower);
    v("data", activity.data);
}

template <class V>
void fields(V& v, Same<JoinCycle> auto& cycle) {
    v("node", cycle.node);
    v("scope", cycle.scope);
    v("used", cycle.used);
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
    v("last_wait", state.last_wait);
    v("acted", state.acted);
    v("tokens", state.tokens);
    v("seats", state.seats);
    v("bodies", state.bodies);
    v("waits", state.waits);
    v("compensables", state.compensables);
    v("join_cycles", state.join_cycles);
    v("interrupted", state.interrupted);
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
    v("parent", event.parent);
    v("parent_token", event.parent_token);
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
    v("scope", event.scope);
    v("thrower", event.thrower);
    v("data", event.data);
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
void fields(V& v, Same<TokenArrived> auto& event) {
    v("token", event.token);
    v("node", event.node);
    v("flow", event.flow);
    v("scope", event.scope);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<TokensMerged> auto& event) {
    v("tokens", event.tokens);
}

template <class V>
void fields(V& v, Same<TokensCanceled> auto& event) {
    v("tokens", event.tokens);
}

template <class V>
void fields(V& v, Same<JoinCycled> auto& event) {
    v("node", event.node);
    v("scope", event.scope);
    v("used", event.used);
}

template <class V>
void fields(V& v, Same<LoopStarted> auto& event) {
    v("token", event.token);
    v("total", event.total);
    v("items", event.items);
}

template <class V>
void fields(V& v, Same<LoopReleased> auto& event) {
    v("token", event.token);
}

template <class V>
void fields(V& v, Same<InstanceAdded> auto& event) {
    v("token", event.token);
    v("item", event.item);
}

template <class V>
void fields(V& v, Same<OutputCollected> auto& event) {
    v("token", event.token);
    v("item", event.item);
}

template <class V>
void fields(V& v, Same<VariablesChanged> auto& event) {
    v("token", event.token);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<WaitsArmed> auto& event) {
    v("waits", event.waits);
}

template <class V>
void fields(V& v, Same<WaitFired> auto& event) {
    v("wait", event.wait);
}

template <class V>
void fields(V& v, Same<WaitReset> auto& event) {
    v("wait", event.wait);
    v.time("due_at", event.due_at);
    v("left", event.left);
}

template <class V>
void fields(V& v, Same<WaitsClosed> auto& event) {
    v("waits", event.waits);
}

template <class V>
void fields(V& v, Same<JobFailed> auto& event) {
    v("wait", event.wait);
    v("error", event.error);
    v("left", event.left);
    v.time("due_at", event.due_at);
}

template <class V>
void fields(V& v, Same<JobRetried> auto& event) {
    v("wait", event.wait);
    v("left", event.left);
}

template <class V>
void fields(V& v, Same<MessageThrown> auto& event) {
    v("name", event.name);
    v("key", event.key);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<SignalThrown> auto& event) {
    v("name", event.name);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<ErrorThrown> auto& event) {
    v("code", event.code);
}

template <class V>
void fields(V& v, Same<EscalationThrown> auto& event) {
    v("code", event.code);
    v("caught", event.caught);
}

template <class V>
void fields(V& v, Same<CallStarted> auto& event) {
    v("token", event.token);
    v("definition", event.definition);
    v("version", event.version);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<CallsCanceled> auto& event) {
    v("tokens", event.tokens);
}

template <class V>
void fields(V& v, Same<CompensationRecorded> auto& event) {
    v("activity", event.activity);
}

template <class V>
void fields(V& v, Same<CompensationThrown> auto& event) {
    v("thrower", event.thrower);
    v("activities", event.activities);
}

template <class V>
void fields(V& v, Same<CompensationStarted> auto& event) {
    v("activity", event.activity);
}

template <class V>
void fields(V& v, Same<ScopeInterrupted> auto& event) {
    v("scope", event.scope);
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
void fields(V& v, Same<TaskCompleted> auto& event) {
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
    v("error", event.error);
}

}  // namespace wf
