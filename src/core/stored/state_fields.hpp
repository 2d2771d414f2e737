// The fields of State and of what it is made of. See fields.hpp.
#pragma once

#include "core/model/seat_event.hpp"
#include "core/model/state.hpp"

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
    v("path", seat.path);
    v("givers", seat.givers);
    v("host", seat.host);
    v("group", seat.group);
    v("place", seat.place);
    v("mode", seat.mode);
    v("added_by", seat.added_by);
    v("draft", seat.draft);
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
    v("after", token.after);
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
    v.time("since", wait.since);
    v("span", wait.span);
    v("remaining", wait.remaining);
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
    v("undone", passage.undone);
}

template <class V>
void fields(V& v, Same<ReturnCount> auto& returns) {
    v("node", returns.node);
    v("count", returns.count);
}

template <class V>
void fields(V& v, Same<Return> auto& sent) {
    v("token", sent.token);
    v("to", sent.to);
    v("is_changed", sent.is_changed);
}

template <class V>
void fields(V& v, Same<Signature> auto& signature) {
    v("node", signature.node);
    v("round", signature.round);
    v("person", signature.person);
    v("by", signature.by);
    v("seq", signature.seq);
    v("stale", signature.stale);
}

template <class V>
void fields(V& v, Same<Skip> auto& skip) {
    v("person", skip.person);
    v("reason", skip.reason);
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
    v("read", state.read);
    v("withdrawal_requested", state.withdrawal_requested);
    v("revoked", state.revoked);
    v("suspended_while_returned", state.suspended_while_returned);
    v.time("suspended_at", state.suspended_at);
    v("tokens", state.tokens);
    v("seats", state.seats);
    v("bodies", state.bodies);
    v("waits", state.waits);
    v("compensables", state.compensables);
    v("join_cycles", state.join_cycles);
    v("interrupted", state.interrupted);
    v("passages", state.passages);
    v("returns", state.returns);
    v("return_counts", state.return_counts);
    v("chosen", state.chosen);
    v("signatures", state.signatures);
}

}  // namespace wf
