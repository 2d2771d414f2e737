// Compensation: what was completed and has a handler is undone by that handler, the last one first, one after
// the other. An activity in which such things were completed is compensated by compensating them.
#include "core/node/node.hpp"

namespace wf {
namespace {

bool has_content(const State& state, TokenId token) {
    for (const Compensable& activity : state.compensables)
        if (activity.scope == token) return true;
    return false;
}

// The handler of an activity belongs to each of its instances, not to the body.
bool has_handler(const Step& step, const Compensable& activity) {
    return step.definition().find_node(activity.node)->compensated_by != no_node &&
           !has_content(step.state(), activity.token);
}

void collect(const Step& step, const Compensable& activity, std::vector<TokenId>& found) {
    if (has_handler(step, activity)) {
        found.push_back(activity.token);
        return;
    }
    for (const Compensable& inner : step.state().compensables)
        if (inner.scope == activity.token && inner.thrower.value == 0) collect(step, inner, found);
}

bool is_in_reach(const Step& step, const Token& thrower, TokenId scope) {
    if (scope == thrower.scope) return true;
    // An event subprocess compensates what was done in the scope that it handles.
    const Token* around = step.state().find_token(thrower.scope);
    return around && step.node_of(*around).is_event_subprocess && scope == around->scope;
}

Refusal go_on(Step& step, TokenId id) {
    const Token token = *step.state().find_token(id);
    const Node& node = step.node_of(token);
    if (node.type != NodeType::End) return leave(step, id);
    complete(step, id);
    if (node.event.kind != EventKind::Cancel) return {};
    const Token* host = step.state().find_token(token.scope);
    if (host && is_instance(step, *host))
        host = step.state().find_token(host->scope);  // its boundary is the body's
    if (!host) return {};
    for (const NodeIndex index : step.node_of(*host).boundary) {
        const Node& boundary = step.definition().nodes[index];
        if (boundary.event.kind != EventKind::Cancel) continue;
        trigger_boundary(step, boundary, host->id);
        break;
    }
    return {};
}

}  // namespace

void record_compensable(Step& step, const Node& node, const Token& token) {
    const bool is_body = node.loop.kind != LoopKind::None && !is_instance(step, token);
    if ((node.compensated_by == no_node || is_body) && !has_content(step.state(), token.id)) return;
    step.emit(CompensationRecorded{
        .activity = {
            .node = node.id, .token = token.id, .scope = token.scope, .thrower = {}, .data = token.data}});
}

Refusal compensate(Step& step, TokenId id, std::string_view activity) {
    const Token thrower = *step.state().find_token(id);
    CompensationThrown thrown{.thrower = id, .activities = {}};
    for (const Compensable& candidate : step.state().compensables)
        if (candidate.thrower.value == 0 && (activity.empty() || candidate.node == activity) &&
            is_in_reach(step, thrower, candidate.scope))
            collect(step, candidate, thrown.activities);
    if (!thrown.activities.empty()) step.emit(std::move(thrown));
    return continue_compensation(step, id);
}

Refusal continue_compensation(Step& step, TokenId id) {
    const Token* thrower = step.state().find_token(id);
    if (!thrower) return {};  // taken away while its handlers ran
    const Compensable* last = nullptr;
    for (const Compensable& activity : step.state().compensables)
        if (activity.thrower == id) last = &activity;
    if (!last) return go_on(step, id);
    const NodeIndex handler = step.definition().find_node(last->node)->compensated_by;
    const Json data = last->data;
    const TokenId scope = thrower->scope;
    step.emit(CompensationStarted{.activity = last->token});
    step.go_to({.node = handler, .scope = scope, .thrower = id, .data = data});
    return {};
}

}  // namespace wf
