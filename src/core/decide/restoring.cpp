#include "core/decide/restoring.hpp"

#include "core/base/local_message.hpp"
#include "core/decide/authorize.hpp"
#include "core/step/row_data.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/evolve.hpp"
#include "core/expression/compare.hpp"
#include "core/stored/event_json.hpp"
#include "core/stored/state_json.hpp"
#include "core/json/value_json.hpp"

namespace wf {
namespace {

// As values: the log is jsonb, which has an order of keys and a way to write numbers of its own.
bool is_same(const State& a, const State& b) {
    const std::string text_a = state_to_json(a);
    const std::string text_b = state_to_json(b);
    if (text_a == text_b) return true;
    const std::optional<feel::Value> value_a = value_from_json(text_a);
    const std::optional<feel::Value> value_b = value_from_json(text_b);
    return value_a && value_b && feel::equal(*value_a, *value_b).value_or(false);
}

// What never goes back, whatever is restored.
State with_counters_of(State state, const State& now) {
    state.last_seat = now.last_seat;
    state.last_token = now.last_token;
    state.last_wait = now.last_wait;
    state.version = now.version;
    state.last_at = now.last_at;
    return state;
}

// By its stored form, which is what everybody after us reads.
State replayed_with(std::span<const Entry> log, const Event& event) {
    std::string problem;
    const std::optional<std::vector<Event>> stored = events_from_json(events_to_json({event}), problem);
    if (!stored || stored->size() != 1) throw InconsistentLog{"the memento cannot be read: " + problem};
    State state = replay(log);
    evolve(state, stored->front());
    return state;
}

// The other side of a call, a revocation or an end that somebody was told of.
std::string concern_of_others(const Event& event, bool is_called, bool revokes) {
    if (std::get_if<CallStarted>(&event)) return "It called another instance.";
    if (std::get_if<CallsCanceled>(&event)) return "It stopped instances that had been called.";
    if (const auto* revoked = std::get_if<InstanceRevoked>(&event))
        return revoked->by.value == 0 ? "The row that was approved has been deleted."
                                      : "Another instance was to revoke this one, and did.";
    if (std::get_if<InstanceEnded>(&event)) {
        if (is_called) return "The instance that called this one knows that it has ended.";
        if (revokes) return "It revoked another instance.";
    }
    if (const auto* thrown = std::get_if<EscalationThrown>(&event); thrown && is_called && !thrown->caught)
        return "The instance that called this one knows of its escalation.";
    return {};
}

std::string effect_outside(const Definition& definition, const Event& event) {
    if (std::get_if<MessageThrown>(&event)) return "It sent a message.";
    if (std::get_if<SignalThrown>(&event)) return "It sent a signal.";
    if (const auto* armed = std::get_if<WaitsArmed>(&event))
        for (const Wait& wait : armed->waits)
            if (wait.kind == WaitKind::Service) return "It gave work to a service, which may have begun.";
    if (const auto* entered = std::get_if<NodeEntered>(&event)) {
        const Node* node = definition.find_node(entered->node);
        if (node && node->type == NodeType::Script)
            return "It called the function of node " + node_named(entered->node) + ".";
    }
    return {};
}

// What came from outside, and would not come a second time.
std::string cause_outside(const Entry& entry) {
    if (entry.action == CompleteJob::action || entry.action == FailJob::action)
        return "It is what a service worker said.";
    if (entry.action == TakeMessage::action) return "It took a message.";
    if (entry.action == TakeSignal::action) return "It took a signal.";
    if (entry.action == FinishCall::action || entry.action == CatchEscalation::action)
        return "It is what a called instance said.";
    return {};
}

bool says_finish_call(const Entry& entry) {
    return entry.action == FinishCall::action || entry.action == CatchEscalation::action;
}

}  // namespace

const InstanceStarted& start_of(std::span<const Entry> log) {
    for (const Event& event : log.front().events)
        if (const auto* started = std::get_if<InstanceStarted>(&event)) return *started;
    throw InconsistentLog{"the first entry is not a start"};
}

Refusal must_be_known(std::span<const Entry> log, std::int64_t seq) {
    if (const std::int64_t first = first_known(log); seq < first) return refuse::before_checkpoint(first);
    return {};
}

Refusal restore_state(Step& step, std::span<const Entry> log, std::int64_t seq, std::int64_t command) {
    if (Refusal refused = row_must_be_known(step)) return refused;
    const Status status = step.state().status;
    const State before = replay(log.first(static_cast<std::size_t>(seq)));
    const Event event = StateRestored{.seq = seq, .command = command, .state = {before}, .data = before.data};
    step.emit(event);
    const State& now = step.state();
    if (!is_same(replayed_with(log, event), now))
        throw InconsistentLog{"replay does not give the state that entry " + std::to_string(seq) + " left"};
    if (!is_same(with_counters_of(before, now), now))
        throw InconsistentLog{"the state that entry " + std::to_string(seq) + " left was not restored"};
    return put_row_back(step, seq, status);
}

Refusal must_be_ones_own(Step& step, const Entry& entry) {
    if (entry.actor == step.command().actor || is_administrator(step)) return {};
    return refuse::others_have_acted(entry.seq, entry.actor, entry.action);
}

Refusal must_not_concern_others(std::span<const Entry> log, LoggedCommand entries) {
    const InstanceStarted& start = start_of(log);
    for (const Entry& entry : log.subspan(entries.first, entries.last - entries.first + 1)) {
        if (says_finish_call(entry)) return refuse::cannot_undo(entry.seq, cause_outside(entry));
        for (const Event& event : entry.events) {
            std::string reason = concern_of_others(event, start.parent.value != 0, start.revokes.value != 0);
            if (!reason.empty()) return refuse::cannot_undo(entry.seq, std::move(reason));
        }
    }
    return {};
}

Refusal must_have_stayed_inside(const Step& step, std::span<const Entry> log, LoggedCommand entries) {
    if (Refusal refused = must_not_concern_others(log, entries)) return refused;
    for (const Entry& entry : log.subspan(entries.first, entries.last - entries.first + 1)) {
        std::string reason = cause_outside(entry);
        if (!reason.empty()) return refuse::cannot_undo(entry.seq, std::move(reason));
        for (const Event& event : entry.events) {
            reason = effect_outside(step.definition(), event);
            if (!reason.empty()) return refuse::cannot_undo(entry.seq, std::move(reason));
        }
    }
    return {};
}

}  // namespace wf
