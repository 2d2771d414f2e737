#include "core/node/node.hpp"

#include "core/base/local_message.hpp"
#include "core/node/rewind.hpp"

#include "core/json/value_json.hpp"

namespace wf {
namespace {

Refusal begin(Step& step, const Node& node, TokenId token) {
    switch (node.type) {
        case NodeType::Start:
        case NodeType::Pass:
        case NodeType::Boundary:
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::Complex:
            return leave(step, token);
        case NodeType::End:
            return enter_end(step, node, token);
        case NodeType::Approval:
            return enter_approval(step, node, token);
        case NodeType::Task:
            return enter_task(step, node, token);
        case NodeType::Copy:
            return enter_copy(step, node, token);
        case NodeType::Service:
            return enter_service(step, node, token);
        case NodeType::Script:
            return enter_script(step, node, token);
        case NodeType::EventGateway:
            return enter_event_gateway(step, node, token);
        case NodeType::Catch:
            return enter_catch(step, node, token);
        case NodeType::Throw:
            return enter_throw(step, node, token);
        case NodeType::Subprocess:
            return enter_subprocess(step, node, token);
        case NodeType::Call:
            return enter_call(step, node, token);
    }
    return {};
}

// An instance of a repeated activity belongs to the same entering as its body.
std::int32_t round_of(const Step& step, const Node& node, const Arrival& arrival) {
    if (arrival.is_repeat) return step.state().find_token(arrival.scope)->round;
    const Passage* before = step.state().find_passage(node.id);
    return before ? before->rounds + 1 : 1;
}

}  // namespace

Refusal arrive(Step& step, const Arrival& arrival) {
    const Node& node = step.definition().nodes[arrival.node];
    if (arrival.flow.empty()) return enter(step, arrival);
    if (is_join(node)) return arrive_at_join(step, node, arrival);
    if (node.mutex.empty() || !is_taken(step, node.mutex)) return enter(step, arrival);
    step.emit(TokenArrived{.token = step.next_token(),
                           .node = node.id,
                           .flow = arrival.flow,
                           .scope = arrival.scope,
                           .data = {},
                           .after = arrival.after});
    return {};
}

Refusal enter(Step& step, const Arrival& arrival) {
    const Node& node = step.definition().nodes[arrival.node];
    const TokenId token = step.next_token();
    step.emit(NodeEntered{.token = token,
                          .node = node.id,
                          .round = round_of(step, node, arrival),
                          .scope = arrival.scope,
                          .thrower = arrival.thrower,
                          .data = arrival.data,
                          .after = arrival.after});
    const bool is_body = node.loop.kind != LoopKind::None && !arrival.is_repeat;
    if (Refusal refused = is_body ? enter_loop(step, node, token) : begin(step, node, token)) return refused;
    // After the work has begun: what is done at once needs no guard.
    if (arrival.is_repeat || node.boundary.empty() || !step.state().find_token(token)) return {};
    return arm_boundary(step, node, token);
}

void complete(Step& step, TokenId id, std::string_view outcome) {
    const Token token = *step.state().find_token(id);
    const Node& node = step.node_of(token);
    close_waits(step, id);
    step.emit(NodeCompleted{.token = id, .outcome = std::string{outcome}});
    record_compensable(step, node, token);
    if (node.cancels.empty()) return;
    std::vector<TokenId> canceled;
    for (const Token& other : step.state().tokens)
        for (const NodeIndex target : node.cancels)
            if (other.node == step.definition().nodes[target].id) canceled.push_back(other.id);
    cancel_tokens(step, canceled);
}

std::vector<std::string> passed_last(const Node& node, const Token& token) {
    if (node.type == NodeType::Approval || node.type == NodeType::Task) return {node.id};
    return token.after;
}

Refusal leave(Step& step, TokenId id, std::string_view outcome) {
    const Token token = *step.state().find_token(id);
    const Node& node = step.node_of(token);
    const bool repeats = is_instance(step, token);
    if (repeats && node.loop.output_element) {
        feel::Value value;
        const std::string what = "the output element of node " + node_named(node.id);
        if (Refusal refused = evaluate(step, *node.loop.output_element, id, what, value)) return refused;
        step.emit(OutputCollected{.token = token.scope, .item = Json{value_to_json(value)}});
    }
    const Return* sent = step.state().find_return(id);
    // What was signed is not what is there now: everybody on the way looks again.
    if (sent && sent->is_changed) drop_return(step, id);
    sent = step.state().find_return(id);
    const std::string returner = sent ? sent->to : std::string{};
    complete(step, id, outcome);
    if (token.thrower.value != 0) return continue_compensation(step, token.thrower);
    if (repeats) return step.state().find_token(token.scope) ? repeat(step, token.scope) : Refusal{};
    if (token.scope.value != 0 && !step.state().find_token(token.scope)) return {};  // canceled its own scope
    if (!returner.empty()) return go_back(step, token.scope, returner, passed_last(node, token));
    return take_flows(step, node, token.scope, passed_last(node, token));
}

}  // namespace wf
