// The fields of the events of tokens, waits and the instance; of seats: seat_event_fields.hpp. See
// fields.hpp.
#pragma once

#include "core/model/event.hpp"
#include "core/stored/seat_event_fields.hpp"
#include "core/stored/state_fields.hpp"

namespace wf {

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
    v("serial_no", event.serial_no);
    v("is_draft", event.is_draft);
    v("revokes", event.revokes);
    v("is_titled_by_row", event.is_titled_by_row);
}

template <class V>
void fields(V& v, Same<DataChanged> auto& event) {
    v("data", event.data);
    v("in_row", event.in_row);
    v("changed_by", event.changed_by);
}

template <class V>
void fields(V& v, Same<TitleChanged> auto& event) {
    v("title", event.title);
}

template <class V>
void fields(V& v, Same<NodeEntered> auto& event) {
    v("token", event.token);
    v("node", event.node);
    v("round", event.round);
    v("scope", event.scope);
    v("thrower", event.thrower);
    v("data", event.data);
    v("after", event.after);
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
    v("after", event.after);
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
    v.time("since", event.since);
    v("span", event.span);
}

template <class V>
void fields(V& v, Same<WaitPaused> auto& event) {
    v("wait", event.wait);
    v("remaining", event.remaining);
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
void fields(V& v, Same<PeopleCopied> auto& event) {
    v("node", event.node);
    v("round", event.round);
    v("people", event.people);
}

template <class V>
void fields(V& v, Same<SentBack> auto& event) {
    v("from", event.from);
    v("to", event.to);
    v("seat", event.seat);
    v("to_initiator", event.to_initiator);
    v("undone", event.undone);
}

template <class V>
void fields(V& v, Same<ReturnExpected> auto& event) {
    v("token", event.token);
    v("to", event.to);
}

template <class V>
void fields(V& v, Same<ReturnDropped> auto& event) {
    v("token", event.token);
}

template <class V>
void fields(V&, Same<Resubmitted> auto&) {}

template <class V>
void fields(V& v, Same<Recalled> auto& event) {
    v("node", event.node);
    v("by", event.by);
    v("undone", event.undone);
}

template <class V>
void fields(V& v, Same<Jumped> auto& event) {
    v("to", event.to);
    v("undone", event.undone);
}

template <class V>
void fields(V&, Same<WithdrawalRequested> auto&) {}

template <class V>
void fields(V& v, Same<WithdrawalRefused> auto& event) {
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<InstanceRead> auto& event) {
    v("by", event.by);
    v("is_asked", event.is_asked);
}

template <class V>
void fields(V& v, Same<InstanceSuspended> auto& event) {
    v.time("at", event.at);
}

template <class V>
void fields(V& v, Same<InstanceResumed> auto& event) {
    v("delay", event.delay);
}

template <class V>
void fields(V& v, Same<InstanceWoken> auto& event) {
    v("to_initiator", event.to_initiator);
}

template <class V>
void fields(V& v, Same<StateRestored> auto& event) {
    v("seq", event.seq);
    v("command", event.command);
    v("state", event.state);
    v("data", event.data);
}

template <class V>
void fields(V& v, Same<InstanceRevoked> auto& event) {
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<InstanceEnded> auto& event) {
    v("status", event.status);
    v("error", event.error);
}

template <class V>
void fields(V& v, Same<TaskTimes> auto& task) {
    v("seat", task.seat);
    v.time("created_at", task.created_at);
    v.time("due_at", task.due_at);
    v.time("claimed_at", task.claimed_at);
}

template <class V>
void fields(V& v, Same<StateKept> auto& event) {
    v("start", event.start);
    v("state", event.state);
    v("data", event.data);
    v("chain", event.chain);
    v("tasks", event.tasks);
    v("approvers", event.approvers);
}

template <class V>
void fields(V& v, Same<RedactedEntry> auto& entry) {
    v("seq", entry.seq);
    v("hash", entry.hash);
}

template <class V>
void fields(V& v, Same<Redacted> auto& event) {
    v("fields", event.fields);
    v("entries", event.entries);
    v("chain", event.chain);
}

}  // namespace wf
