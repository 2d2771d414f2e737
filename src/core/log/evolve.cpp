// What each event does to state: one overload per event, no fallback. Live commands and replay both come
// through here. Those about seats: evolve_seats.cpp.
#include "core/log/evolve.hpp"

#include "core/log/evolve_seats.hpp"
#include "core/model/names.hpp"

#include <algorithm>
#include <set>

namespace wf {
namespace evolution {

Passage& passage_of(State& state, const std::string& node) {
    for (Passage& passage : state.passages)
        if (passage.node == node) return passage;
    return state.passages.emplace_back(Passage{.node = node, .rounds = 0, .outcome = {}});
}

void on(State& state, const InstanceStarted& event) {
    state.status = event.is_draft ? Status::Created : Status::Running;
    state.initiator = event.initiator;
    state.chosen = event.chosen;
    state.data = event.data;
}

void on(State& state, const DataChanged& event) { state.data = event.data; }
void on(State&, const TitleChanged&) {}  // it decides nothing

// What belongs to tokens goes with them. What was completed in them can still be compensated.
template <class IsGone>
void remove_tokens_if(State& state, IsGone is_gone) {
    std::erase_if(state.tokens, [&](const Token& token) { return is_gone(token.id); });
    if (std::erase_if(state.seats, [&](const Seat& seat) { return is_gone(seat.token); }) > 0)
        note_seats_change(state);
    std::erase_if(state.waits, [&](const Wait& wait) { return is_gone(wait.token); });
    std::erase_if(state.bodies, [&](const Body& body) { return is_gone(body.token); });
    std::erase_if(state.join_cycles, [&](const JoinCycle& cycle) { return is_gone(cycle.scope); });
    std::erase_if(state.returns, [&](const Return& sent) { return is_gone(sent.token); });
    std::erase_if(state.interrupted, is_gone);
}

void remove_token(State& state, TokenId id) {
    remove_tokens_if(state, [id](TokenId token) { return token == id; });
}

// All at once: a join may take thousands.
void remove_tokens(State& state, const std::vector<TokenId>& ids) {
    if (ids.size() == 1) return remove_token(state, ids.front());
    const std::set<TokenId> gone{ids.begin(), ids.end()};
    remove_tokens_if(state, [&](TokenId token) { return gone.contains(token); });
}

// The body that `token` is an instance of, if its activity is repeated.
Body* body_around(State& state, TokenId scope, const std::string& node) {
    for (Body& body : state.bodies)
        if (body.token == scope && token_of(state, scope).node == node) return &body;
    return nullptr;
}

void append_item(Json& list, const Json& item) {
    const std::string& text = item.text.empty() ? "null" : item.text;
    if (list.text.size() <= 2)
        list.text = "[" + text + "]";
    else
        list.text.replace(list.text.size() - 1, 1, "," + text + "]");
}

void on(State& state, const NodeEntered& event) {
    state.last_token = std::max(state.last_token, event.token.value);
    if (!state.bodies.empty())
        if (Body* body = body_around(state, event.scope, event.node)) ++body->created;
    state.tokens.push_back(Token{.id = event.token,
                                 .node = event.node,
                                 .scope = event.scope,
                                 .flow = {},
                                 .round = event.round,
                                 .held = {},
                                 .by_policy = false,
                                 .thrower = event.thrower,
                                 .data = event.data,
                                 .after = event.after});
    passage_of(state, event.node).rounds = event.round;
}

// Somebody has done the work of the node that this token stands on.
bool is_worked_on(const State& state, TokenId token) {
    return std::any_of(state.seats.begin(), state.seats.end(), [&](const Seat& seat) {
        return seat.token == token && seat.state == SeatState::Approved;
    });
}

// What was passed last in a scope was passed last by the token that the scope belongs to.
void hand_up(State& state, const Token& token, bool is_passed) {
    const std::vector<std::string> after = is_passed ? std::vector<std::string>{token.node} : token.after;
    if (token.scope.value != 0 && !after.empty()) token_of(state, token.scope).after = after;
}

void on(State& state, const NodeCompleted& event) {
    const Token& token = token_of(state, event.token);
    Passage& passage = passage_of(state, token.node);
    passage.outcome = event.outcome;
    passage.undone = false;
    hand_up(state, token, event.outcome == name_of(SeatState::Approved) || is_worked_on(state, event.token));
    if (!state.bodies.empty())
        if (Body* body = body_around(state, token.scope, token.node)) ++body->completed;
    remove_token(state, event.token);
}

void on(State&, const FlowTaken&) {}  // said for the reader of the log; the next event moves the token

void on(State& state, const TokenArrived& event) {
    state.last_token = std::max(state.last_token, event.token.value);
    state.tokens.push_back(Token{.id = event.token,
                                 .node = event.node,
                                 .scope = event.scope,
                                 .flow = event.flow,
                                 .round = 0,
                                 .held = {},
                                 .by_policy = false,
                                 .thrower = {},
                                 .data = event.data,
                                 .after = event.after});
}

void on(State& state, const TokensMerged& event) { remove_tokens(state, event.tokens); }

void on(State& state, const TokensCanceled& event) {
    remove_tokens(state, event.tokens);
    const std::set<TokenId> gone{event.tokens.begin(), event.tokens.end()};
    std::erase_if(state.compensables,
                  [&](const Compensable& activity) { return gone.contains(activity.scope); });
    for (Compensable& activity : state.compensables)
        if (gone.contains(activity.thrower)) activity.thrower = {};
}

void on(State& state, const JoinCycled& event) {
    std::erase_if(state.join_cycles, [&](const JoinCycle& cycle) {
        return cycle.node == event.node && cycle.scope == event.scope;
    });
    if (!event.used.empty())
        state.join_cycles.push_back(JoinCycle{.node = event.node, .scope = event.scope, .used = event.used});
}

Body& body_of(State& state, TokenId token) {
    for (Body& body : state.bodies)
        if (body.token == token) return body;
    throw InconsistentLog{"token " + std::to_string(token.value) + " is not a repeated activity"};
}

void on(State& state, const LoopStarted& event) {
    state.bodies.push_back(Body{.token = event.token,
                                .total = event.total,
                                .created = 0,
                                .completed = 0,
                                .released = false,
                                .items = event.items,
                                .outputs = {}});
}

void on(State& state, const LoopReleased& event) { body_of(state, event.token).released = true; }

void on(State& state, const InstanceAdded& event) {
    Body& body = body_of(state, event.token);
    ++body.total;
    if (!body.items.text.empty()) append_item(body.items, event.item);
}

void on(State& state, const OutputCollected& event) {
    append_item(body_of(state, event.token).outputs, event.item);
}

void on(State& state, const VariablesChanged& event) { token_of(state, event.token).data = event.data; }

Wait& wait_of(State& state, WaitId id) {
    for (Wait& wait : state.waits)
        if (wait.id == id) return wait;
    throw InconsistentLog{"wait " + std::to_string(id.value) + " does not exist"};
}

void on(State& state, const WaitsArmed& event) {
    for (const Wait& wait : event.waits) {
        state.last_wait = std::max(state.last_wait, wait.id.value);
        state.waits.push_back(wait);
    }
}

void on(State&, const WaitFired&) {}  // what follows from it is said by the events after it

void on(State& state, const WaitReset& event) {
    Wait& wait = wait_of(state, event.wait);
    wait.due_at = event.due_at;
    wait.left = event.left;
    wait.since = event.since;
    wait.span = event.span;
    wait.remaining.clear();
}

void on(State& state, const WaitPaused& event) { wait_of(state, event.wait).remaining = event.remaining; }

void on(State& state, const WaitsClosed& event) {
    for (const WaitId id : event.waits) {
        wait_of(state, id);
        std::erase_if(state.waits, [&](const Wait& wait) { return wait.id == id; });
    }
}

void on(State& state, const JobFailed& event) {
    Wait& wait = wait_of(state, event.wait);
    wait.left = event.left;
    wait.due_at = event.due_at;
}

void on(State& state, const JobRetried& event) {
    Wait& wait = wait_of(state, event.wait);
    wait.left = event.left;
    wait.due_at = 0;
    token_of(state, wait.token).held.clear();
}

void on(State&, const MessageThrown&) {}  // for others; so are the next three
void on(State&, const SignalThrown&) {}
void on(State&, const ErrorThrown&) {}
void on(State&, const EscalationThrown&) {}
void on(State&, const CallStarted&) {}  // the instance that is called knows its caller
void on(State&, const CallsCanceled&) {}

void on(State& state, const CompensationRecorded& event) { state.compensables.push_back(event.activity); }

void on(State& state, const CompensationThrown& event) {
    for (Compensable& activity : state.compensables)
        for (const TokenId id : event.activities)
            if (activity.token == id) activity.thrower = event.thrower;
}

void on(State& state, const CompensationStarted& event) {
    std::erase_if(state.compensables,
                  [&](const Compensable& activity) { return activity.token == event.activity; });
}

void on(State& state, const ScopeInterrupted& event) { state.interrupted.push_back(event.scope); }

// They have to be passed again, and whoever has signed before is asked again.
void undo_passages(State& state, const std::vector<std::string>& nodes) {
    for (const std::string& node : nodes)
        for (Passage& passage : state.passages)
            if (passage.node == node) passage.undone = true;
    state.previous_approver.clear();
    for (Signature& signature : state.signatures) {
        signature.stale = true;
        const Passage& passage = passage_of(state, signature.node);
        if (!passage.undone && passage.outcome == name_of(SeatState::Approved))
            state.previous_approver = signature.person;
    }
}

// Whatever the initiator had to do, it is not their turn any more.
void run_again(State& state) {
    if (state.status == Status::Returned || state.status == Status::Created) state.status = Status::Running;
}

bool is_initiators_turn(const State& state) {
    return std::ranges::any_of(state.tokens, [&](const Token& token) {
        return !state.passages.empty() && token.node == state.passages.front().node;
    });
}

void on(State& state, const SentBack& event) {
    undo_passages(state, event.undone);
    const auto count = std::find_if(state.return_counts.begin(), state.return_counts.end(),
                                    [&](const ReturnCount& returns) { return returns.node == event.from; });
    if (count == state.return_counts.end())
        state.return_counts.push_back(ReturnCount{.node = event.from, .count = 1});
    else
        ++count->count;
    if (event.to_initiator) state.status = Status::Returned;
}

void on(State& state, const ReturnExpected& event) {
    state.returns.push_back(Return{.token = event.token, .to = event.to, .is_changed = false});
}

void on(State& state, const ReturnDropped& event) {
    std::erase_if(state.returns, [&](const Return& sent) { return sent.token == event.token; });
    if (state.status == Status::Returned && !is_initiators_turn(state)) run_again(state);
}

void on(State& state, const Resubmitted&) { state.status = Status::Running; }
void on(State& state, const Recalled& event) { undo_passages(state, event.undone); }
void on(State& state, const Jumped& event) {
    undo_passages(state, event.undone);
    run_again(state);
}

void on(State& state, const WithdrawalRequested&) { state.withdrawal_requested = true; }
void on(State& state, const WithdrawalRefused&) { state.withdrawal_requested = false; }

void on(State& state, const InstanceRead& event) { state.read = state.read || event.is_asked; }

void on(State& state, const InstanceSuspended& event) {
    state.suspended_while_returned = state.status == Status::Returned;
    state.suspended_at = event.at;
    state.status = Status::Suspended;
}

void on(State& state, const InstanceResumed& event) {
    state.status = state.suspended_while_returned ? Status::Returned : Status::Running;
    state.suspended_while_returned = false;
    state.suspended_at = 0;
    for (Wait& wait : state.waits) {
        if (wait.due_at != 0) wait.due_at += event.delay;
        if (wait.since != 0) wait.since += event.delay;
    }
}

void on(State& state, const InstanceWoken& event) {
    state.status = event.to_initiator ? Status::Returned : Status::Running;
}

void on(State& state, const StateRestored& event) {
    if (event.state.size() != 1) throw InconsistentLog{"a restored state is missing"};
    State restored = event.state.front();
    restored.data = event.data;
    restored.last_seat = std::max(restored.last_seat, state.last_seat);
    restored.last_token = std::max(restored.last_token, state.last_token);
    restored.last_wait = std::max(restored.last_wait, state.last_wait);
    restored.version = state.version;
    restored.last_at = state.last_at;
    state = std::move(restored);
    note_seats_change(state);
}

// Live and after a whole log it changes nothing.
void on(State& state, const StateKept& event) {
    if (event.state.size() != 1) throw InconsistentLog{"a kept state is missing"};
    State kept = event.state.front();
    kept.data = event.data;
    state = std::move(kept);
    note_seats_change(state);
}

void on(State&, const Redacted&) {}  // the entries before it have been written anew

void on(State& state, const InstanceRevoked&) { state.revoked = true; }

void on(State& state, const InstanceEnded& event) {
    state.status = event.status;
    state.withdrawal_requested = false;
    state.suspended_at = 0;
    state.suspended_while_returned = false;
    state.tokens.clear();
    state.returns.clear();
    state.seats.clear();
    note_seats_change(state);
    state.bodies.clear();
    state.waits.clear();
    state.compensables.clear();
    state.join_cycles.clear();
    state.interrupted.clear();
}

void on(State&, const PeopleCopied&) {}  // copies are rows of wf.copy; no decision depends on them

}  // namespace evolution

void evolve(State& state, const Event& event) {
    std::visit([&](const auto& fact) { evolution::on(state, fact); }, event);
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
