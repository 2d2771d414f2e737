#include "core/report/way.hpp"

#include "core/model/names.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace wf::report {

FlowGraph::FlowGraph(const Definition& definition) : definition_(definition) {
    for (const Flow& flow : definition.flows) flows_.emplace(flow.id, &flow);
}

const Flow* FlowGraph::find_flow(std::string_view id) const {
    const auto found = flows_.find(id);
    return found == flows_.end() ? nullptr : found->second;
}

bool is_shown(const Node& node) {
    return is_activity(node.type) ||
           (node.parent == no_node && (node.type == NodeType::Start || node.type == NodeType::End));
}

const LifeToken* Way::find(TokenId token) const {
    const auto found = std::ranges::find(life_.tokens, token, &LifeToken::id);
    return found == life_.tokens.end() ? nullptr : &*found;
}

// One of several on the same activity: they are one visit.
bool Way::is_repeat(const LifeToken& token) const {
    const LifeToken* const around = find(token.scope);
    return around && around->node == token.node;
}

std::string Way::node_of(TokenId token) const {
    const LifeToken* const found = find(token);
    return found ? found->node : std::string{};
}

Sum* Way::node_sum(TokenId token) {
    const LifeToken* const found = find(token);
    const Node* const node = found ? node_at(*found) : nullptr;
    return node && is_shown(*node) ? &ledger_.sum(Subject::Node, node->id) : nullptr;
}

// Of what is shown it is the node itself, of what lies between what led there.
std::vector<Source> Way::sources_of(const LifeToken& token) const {
    const Node* const node = node_at(token);
    if (node && is_shown(*node)) return {Source{.node = token.node, .left_at = entry_.at}};
    return token.sources;
}

std::vector<Source> Way::sources_for(const Node& node) {
    if (const auto coming = coming_.find(node.id); coming != coming_.end() && !coming->second.empty()) {
        std::vector<Source> sources = std::move(coming->second.front());
        coming->second.pop_front();
        return sources;
    }
    const std::vector<Node>& nodes = graph_.definition().nodes;
    if (node.attached_to != no_node) return {Source{.node = nodes[node.attached_to].id, .left_at = entry_.at}};
    if (node.type == NodeType::Start && node.parent != no_node)
        return {Source{.node = nodes[node.parent].id, .left_at = entry_.at}};
    return detour_.empty() ? last_ : detour_;
}

void Way::count_flows(const std::vector<Source>& sources, std::string_view to) {
    for (const Source& source : sources) {
        Sum& sum = ledger_.sum(Subject::Flow, source.node, to);
        ++sum.counts[count::taken];
        sum.counts[count::flow_elapsed] += entry_.at - source.left_at;
    }
}

void Way::enter(const NodeEntered& event) {
    life_.tokens.push_back(
        LifeToken{.id = event.token, .node = event.node, .scope = event.scope, .since = entry_.at});
    const Node* const node = graph_.definition().find_node(event.node);
    if (!node || is_repeat(life_.tokens.back())) return;
    const std::vector<Source> sources = sources_for(*node);
    if (is_shown(*node)) {
        Sum& sum = ledger_.sum(Subject::Node, node->id);
        ++sum.counts[count::entered];
        if (event.round > 1) ++sum.counts[count::again];
        count_flows(sources, node->id);
        if (is_activity(node->type) && life_.way.size() < longest_way) life_.way.push_back(node->id);
    }
    life_.tokens.back().sources = sources;
}

void Way::complete(const NodeCompleted& event) {
    const LifeToken* const token = find(event.token);
    if (!token) return;
    last_ = sources_of(*token);
    left_[token->node] = last_;
    if (Sum* const sum = is_repeat(*token) ? nullptr : node_sum(event.token)) {
        ++sum->counts[count::left];
        if (event.outcome == name_of(SeatState::Rejected)) ++sum->counts[count::rejected];
        sum->counts[count::node_elapsed] += entry_.at - token->since;
        sum->buckets.add(entry_.at - token->since);
    }
    std::erase_if(life_.tokens, [&](const LifeToken& each) { return each.id == event.token; });
}

void Way::take(const FlowTaken& event) {
    const Flow* const flow = graph_.find_flow(event.flow);
    if (!flow) return;
    const std::vector<Node>& nodes = graph_.definition().nodes;
    const auto left = left_.find(nodes[flow->from].id);
    coming_[nodes[flow->to].id].push_back(left == left_.end() ? last_ : left->second);
}

void Way::arrive(const TokenArrived& event) {
    LifeToken token{.id = event.token, .node = event.node, .scope = event.scope, .since = entry_.at};
    const auto coming = coming_.find(event.node);
    if (coming != coming_.end() && !coming->second.empty()) {
        token.sources = std::move(coming->second.front());
        coming->second.pop_front();
    }
    life_.tokens.push_back(std::move(token));
}

void Way::merge(const TokensMerged& event) {
    std::vector<Source> sources;
    std::string node;
    for (const TokenId id : event.tokens) {
        const LifeToken* const token = find(id);
        if (!token) continue;
        node = token->node;
        for (const Source& source : token->sources)
            if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    }
    std::erase_if(life_.tokens, [&](const LifeToken& token) {
        return std::ranges::find(event.tokens, token.id) != event.tokens.end();
    });
    coming_[node].push_front(std::move(sources));
}

void Way::cancel(const TokensCanceled& event) {
    last_.clear();
    for (const TokenId id : event.tokens) {
        const LifeToken* const token = find(id);
        if (!token) continue;
        std::vector<Source> sources = sources_of(*token);
        std::ranges::move(sources, std::back_inserter(last_));
    }
    std::erase_if(life_.tokens, [&](const LifeToken& token) {
        return std::ranges::find(event.tokens, token.id) != event.tokens.end();
    });
}

void Way::release(const LoopReleased& event) {
    if (const LifeToken* const token = find(event.token)) left_[token->node] = sources_of(*token);
}

void Way::go_back_from(const std::string& node) { detour_ = {Source{.node = node, .left_at = entry_.at}}; }

void Way::stop(const InstanceEnded& event) {
    if (event.status == Status::Completed) return;
    std::vector<Source> sources;
    for (const LifeToken& token : life_.tokens) {
        const Node* const node = node_at(token);
        if (node && is_activity(node->type) && !is_repeat(token)) sources.push_back({.node = token.node, .left_at = entry_.at});
    }
    count_flows(sources.empty() ? last_ : sources, ":" + std::string{name_of(event.status)});
}

void Way::end(Status status, std::int64_t elapsed) {
    std::string nodes;
    for (const std::string& node : life_.way) nodes += (nodes.empty() ? "" : std::string{between_nodes}) + node;
    Sum& sum = ledger_.sum(Subject::Variant, nodes, name_of(status));
    ++sum.counts[count::instances];
    sum.counts[count::variant_elapsed] += elapsed;
    sum.buckets.add(elapsed);
}

}  // namespace wf::report
