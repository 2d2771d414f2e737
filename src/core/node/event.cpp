// Armed waits: of a catch node, of an activity for its boundary events, of a scope for its event
// subprocesses. Errors, escalations and compensation are found by their place in the definition (throw.cpp,
// compensation.cpp) and need no wait.
#include "core/base/local_message.hpp"
#include "core/json/value_json.hpp"
#include "core/node/rewind.hpp"

namespace wf {
namespace {

std::optional<WaitKind> wait_kind(EventKind kind) {
    switch (kind) {
        case EventKind::Timer:
            return WaitKind::Timer;
        case EventKind::Message:
            return WaitKind::Message;
        case EventKind::Signal:
            return WaitKind::Signal;
        case EventKind::Condition:
            return WaitKind::Condition;
        case EventKind::None:
        case EventKind::Error:
        case EventKind::Escalation:
        case EventKind::Compensation:
        case EventKind::Link:
        case EventKind::Cancel:
        case EventKind::Terminate:
            break;
    }
    return {};
}

void arm_all(Step& step, std::vector<Wait> waits) {
    if (!waits.empty()) step.emit(WaitsArmed{.waits = std::move(waits)});
}

// The event that an event-based gateway waited for has come: the token goes on to it, and the other events
// are off.
Refusal choose(Step& step, const Node& gateway, const Node& event, TokenId token, TokenId scope) {
    const std::vector<std::string> after = step.state().find_token(token)->after;
    complete(step, token);
    for (const FlowIndex index : gateway.outgoing) {
        const Flow& flow = step.definition().flows[index];
        if (&step.definition().nodes[flow.to] != &event) continue;
        step.emit(FlowTaken{.flow = flow.id});
        const Passage* before = step.state().find_passage(event.id);
        const TokenId next = step.next_token();
        step.emit(NodeEntered{.token = next,
                              .node = event.id,
                              .round = before ? before->rounds + 1 : 1,
                              .scope = scope,
                              .thrower = {},
                              .data = {},
                              .after = after});
        return leave(step, next);
    }
    return {};
}

// A non-interrupting event may come again: messages and signals any time, timers as often as they say. A
// condition that stays true would come for ever.
Refusal keep_armed(Step& step, const Wait& wait, const Node& node) {
    if (wait.kind == WaitKind::Message || wait.kind == WaitKind::Signal) return {};
    if (wait.kind == WaitKind::Timer) return keep_timer(step, node, wait);
    step.emit(WaitsClosed{.waits = {wait.id}});
    return {};
}

}  // namespace

Refusal arm(Step& step, const Node& node, TokenId token, std::vector<Wait>& waits) {
    const std::optional<WaitKind> kind = wait_kind(node.event.kind);
    if (!kind) return {};
    Wait wait{.id = WaitId{step.next_wait().value + static_cast<std::uint32_t>(waits.size())},
              .token = token,
              .node = node.id,
              .kind = *kind,
              .name = node.event.name,
              .key = {},
              .due_at = 0,
              .left = 0};
    if (*kind == WaitKind::Timer) {
        Firing first;
        if (Refusal refused = set_timer(step, node, token, first)) return refused;
        wait.due_at = first.at;
        wait.left = first.left;
        wait.since = first.since;
        wait.span = first.span;
    }
    if (Refusal refused = correlation_key(step, node, token, wait.key)) return refused;
    waits.push_back(std::move(wait));
    return {};
}

Refusal correlation_key(Step& step, const Node& node, TokenId at, std::string& key) {
    if (!node.event.correlation) return {};
    feel::Value value;
    const std::string what = "the correlation key of node " + node_named(node.id);
    if (Refusal refused = evaluate(step, *node.event.correlation, at, what, value)) return refused;
    if (value.is_null()) return refuse::bad_result(what, "a value");
    key = value_to_text(value);
    return {};
}

Refusal enter_catch(Step& step, const Node& node, TokenId token) {
    if (node.event.kind == EventKind::Link) return leave(step, token);
    std::vector<Wait> waits;
    if (Refusal refused = arm(step, node, token, waits)) return refused;
    arm_all(step, std::move(waits));
    return {};
}

Refusal enter_event_gateway(Step& step, const Node& node, TokenId token) {
    std::vector<Wait> waits;
    for (const FlowIndex flow : node.outgoing) {
        const Node& event = step.definition().nodes[step.definition().flows[flow].to];
        if (Refusal refused = arm(step, event, token, waits)) return refused;
    }
    arm_all(step, std::move(waits));
    return {};
}

Refusal arm_boundary(Step& step, const Node& node, TokenId token) {
    std::vector<Wait> waits;
    for (const NodeIndex boundary : node.boundary)
        if (Refusal refused = arm(step, step.definition().nodes[boundary], token, waits)) return refused;
    arm_all(step, std::move(waits));
    return {};
}

Refusal arm_event_subprocesses(Step& step, const std::vector<NodeIndex>& subprocesses, TokenId scope) {
    std::vector<Wait> waits;
    for (const NodeIndex subprocess : subprocesses) {
        const Node& start = step.definition().nodes[step.definition().nodes[subprocess].start];
        if (Refusal refused = arm(step, start, scope, waits)) return refused;
    }
    arm_all(step, std::move(waits));
    return {};
}

Refusal fire(Step& step, WaitId id) {
    const Wait wait = *step.state().find_wait(id);
    const Node& node = *step.definition().find_node(wait.node);
    step.emit(WaitFired{.wait = id});
    if (node.type == NodeType::Approval || node.type == NodeType::Task) return pass_deadline(step, wait);
    if (node.type == NodeType::Boundary || node.type == NodeType::Start) {
        if (!node.event.interrupting)
            if (Refusal refused = keep_armed(step, wait, node)) return refused;
        if (node.type == NodeType::Boundary)
            trigger_boundary(step, node, wait.token);
        else
            trigger_event_subprocess(step, node, wait.token);
        return {};
    }
    const Token token = *step.state().find_token(wait.token);
    if (token.node == wait.node) return leave(step, token.id);
    return choose(step, step.node_of(token), node, token.id, token.scope);
}

void trigger_boundary(Step& step, const Node& boundary, TokenId host) {
    const TokenId scope = step.state().find_token(host)->scope;
    const std::vector<std::string> after = step.state().find_token(host)->after;
    if (boundary.event.interrupting) {
        drop_return(step, host);
        cancel_tokens(step, {host});
    }
    step.go_to({.node = static_cast<NodeIndex>(&boundary - step.definition().nodes.data()),
                .scope = scope,
                .after = after});
}

void trigger_event_subprocess(Step& step, const Node& start, TokenId scope) {
    if (start.event.interrupting) {
        cancel_content(step, scope);
        WaitsClosed closed;
        for (const Wait& wait : step.state().waits)
            if (wait.token == scope && step.definition().find_node(wait.node)->type == NodeType::Start)
                closed.waits.push_back(wait.id);
        if (!closed.waits.empty()) step.emit(std::move(closed));
        step.emit(ScopeInterrupted{.scope = scope});
    }
    step.go_to({.node = start.parent, .scope = scope});
}

void close_waits(Step& step, TokenId token) {
    WaitsClosed closed;
    for (const Wait& wait : step.state().waits)
        if (wait.token == token) closed.waits.push_back(wait.id);
    if (!closed.waits.empty()) step.emit(std::move(closed));
}

Refusal look_at_conditions(Step& step, bool& moved) {
    if (step.state().status == Status::Suspended) return {};
    for (const Wait& wait : step.state().waits) {
        if (wait.kind != WaitKind::Condition) continue;
        const Node& node = *step.definition().find_node(wait.node);
        bool result = false;
        const std::string what = "the condition of node " + node_named(node.id);
        if (Refusal refused = holds(step, *node.event.condition, wait.token, what, result)) return refused;
        if (!result) continue;
        moved = true;
        return fire(step, wait.id);
    }
    return {};
}

}  // namespace wf
