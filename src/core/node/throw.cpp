// Events that the process makes happen. Errors and escalations go outwards, scope by scope, to the nearest
// that catches them; messages and signals go to whoever waits, in this instance or another: the adapter
// delivers them.
#include "core/base/local_message.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

// Of `nodes`, the one whose event catches `code`: the very code before a catch-all.
const Node* catcher(const std::vector<const Node*>& nodes, EventKind kind, const std::string& code) {
    const Node* found = nullptr;
    for (const Node* node : nodes) {
        if (node->event.kind != kind) continue;
        if (node->event.name == code) return node;
        if (node->event.name.empty() && !found) found = node;
    }
    return found;
}

std::vector<const Node*> starts_of(const Step& step, const std::vector<NodeIndex>& subprocesses,
                                   const Node* but_for) {
    std::vector<const Node*> starts;
    for (const NodeIndex index : subprocesses)
        if (&step.definition().nodes[index] != but_for)
            starts.push_back(&step.definition().nodes[step.definition().nodes[index].start]);
    return starts;
}

std::vector<const Node*> boundary_of(const Step& step, const Token& token) {
    std::vector<const Node*> nodes;
    if (is_instance(step, token) || token.waits()) return nodes;  // they belong to the body
    for (const NodeIndex index : step.node_of(token).boundary)
        nodes.push_back(&step.definition().nodes[index]);
    return nodes;
}

struct Catcher {
    const Node* node = nullptr;  // a boundary event, or the start of an event subprocess; nullptr: nobody
    TokenId at;                  // the activity it hangs on, or the scope it lies in
};

// From `from` outwards. At each token: the event subprocesses in it, then the boundary events on it. An event
// subprocess does not catch what it throws itself.
Catcher find_catcher(const Step& step, TokenId from, EventKind kind, const std::string& code) {
    const Node* came_from = nullptr;
    for (TokenId at = from;;) {
        const Token* token = step.state().find_token(at);
        const Node* node = token ? &step.node_of(*token) : nullptr;
        const bool is_scope = !token || (node->type == NodeType::Subprocess && !step.state().find_body(at));
        if (is_scope && !step.state().is_interrupted(at)) {
            const std::vector<NodeIndex>& inside =
                token ? node->event_subprocesses : step.definition().event_subprocesses;
            if (const Node* start = catcher(starts_of(step, inside, came_from), kind, code))
                return {.node = start, .at = at};
        }
        if (!token) return {};
        if (const Node* boundary = catcher(boundary_of(step, *token), kind, code))
            return {.node = boundary, .at = at};
        came_from = node;
        at = token->scope;
    }
}

void trigger(Step& step, const Catcher& catcher) {
    if (catcher.node->type == NodeType::Boundary)
        trigger_boundary(step, *catcher.node, catcher.at);
    else
        trigger_event_subprocess(step, *catcher.node, catcher.at);
}

}  // namespace

void throw_error(Step& step, TokenId from, const std::string& code) {
    const Catcher catcher = find_catcher(step, from, EventKind::Error, code);
    step.emit(ErrorThrown{.code = code});
    if (catcher.node)
        trigger(step, catcher);
    else
        end_instance(step, Status::Failed, code);
}

void throw_escalation(Step& step, TokenId from, const std::string& code) {
    const Catcher catcher = find_catcher(step, from, EventKind::Escalation, code);
    step.emit(EscalationThrown{.code = code, .caught = catcher.node != nullptr});
    if (catcher.node) trigger(step, catcher);
}

Refusal throw_message(Step& step, const Node& node, TokenId token) {
    MessageThrown thrown{.name = node.event.name, .key = {}, .data = {}};
    if (Refusal refused = correlation_key(step, node, token, thrown.key)) return refused;
    const std::string what = "the payload of node " + node_named(node.id);
    if (Refusal refused = evaluate_object(step, node.event.payload, token, what, thrown.data)) return refused;
    step.emit(std::move(thrown));
    return {};
}

Refusal throw_signal(Step& step, const Node& node, TokenId token) {
    SignalThrown thrown{.name = node.event.name, .data = {}};
    const std::string what = "the payload of node " + node_named(node.id);
    if (Refusal refused = evaluate_object(step, node.event.payload, token, what, thrown.data)) return refused;
    step.emit(std::move(thrown));
    return {};
}

Refusal enter_throw(Step& step, const Node& node, TokenId token) {
    switch (node.event.kind) {
        case EventKind::Message:
            if (Refusal refused = throw_message(step, node, token)) return refused;
            break;
        case EventKind::Signal:
            if (Refusal refused = throw_signal(step, node, token)) return refused;
            break;
        case EventKind::Escalation:
            throw_escalation(step, token, node.event.name);
            if (!step.state().find_token(token)) return {};  // caught by an event that interrupts
            break;
        case EventKind::Compensation:
            return compensate(step, token, node.event.name);
        case EventKind::Link:
        case EventKind::None:
        case EventKind::Timer:
        case EventKind::Condition:
        case EventKind::Error:
        case EventKind::Cancel:
        case EventKind::Terminate:
            break;
    }
    return leave(step, token);
}

}  // namespace wf
