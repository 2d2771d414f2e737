// Going back: what the target can reach inside the smallest scope that holds both is superseded;
// what it cannot reach, such as another branch's arrival at a join, stays; no token is left that cannot move.
#include "core/node/rewind.hpp"

#include "core/base/local_message.hpp"
#include "core/node/reach.hpp"

#include <algorithm>

namespace wf {
namespace {

bool is_several(const State& state, TokenId scope) { return state.find_body(scope) != nullptr; }

NodeIndex node_of_scope(const Step& step, TokenId scope) {
    const Token* token = step.state().find_token(scope);
    return token ? index_of(step.definition(), step.node_of(*token)) : no_node;
}

// Each subprocess between the target and the scope is entered anew, with one token in it.
Refusal look_at_way(const Step& step, Place& place) {
    const Definition& definition = step.definition();
    const std::string& id = definition.nodes[place.target].id;
    const NodeIndex inside = node_of_scope(step, place.scope);
    place.top = place.target;
    while (definition.nodes[place.top].parent != inside) {
        place.top = definition.nodes[place.top].parent;
        const Node& around = definition.nodes[place.top];
        if (around.loop.kind != LoopKind::None)
            return refuse::bad_target(id, "It lies in " + node_named(around.id) + ", which is repeated.");
        if (around.is_event_subprocess || around.is_compensation_handler)
            return refuse::bad_target(id, "It lies in " + node_named(around.id) + ", which no flow leads to.");
    }
    return {};
}

std::string flow_to(const Step& step, const Node& node) {
    return node.mutex.empty() || node.incoming.empty() ? std::string{}
                                                       : step.definition().flows[node.incoming.front()].id;
}

NodeIndex source_of_flow(const Step& step, const Token& waiting) {
    for (const FlowIndex flow : step.node_of(waiting).incoming)
        if (step.definition().flows[flow].id == waiting.flow) return step.definition().flows[flow].from;
    return no_node;
}

bool is_reached(const Step& step, const std::vector<bool>& reached, const Token& token) {
    if (!token.waits()) return reached[index_of(step.definition(), step.node_of(token))];
    const NodeIndex from = source_of_flow(step, token);
    return from != no_node && reached[from];
}

// ---- joins: which of their flows will still bring a token

struct Join {
    const Node& node;
    TokenId scope;
    std::vector<bool> reached;        // by the token that begins anew, before it passes the join
    const std::vector<bool>& behind;  // joins that it reaches at all: without it none of them fires
};

bool waits_at(const Join& join, const Token& token) {
    return token.waits() && token.scope == join.scope && token.node == join.node.id;
}

// A token waits on the flow, or one that was not taken away can still come by it.
bool is_served(const Step& step, const Join& join, const Flow& flow) {
    const Definition& definition = step.definition();
    for (const Token& token : step.state().tokens) {
        if (waits_at(join, token)) {
            if (token.flow == flow.id) return true;
            continue;
        }
        if (token.scope != join.scope) continue;
        if (reach_from(definition, goes_on_from(step, token), join.behind)[flow.from]) return true;
    }
    return false;
}

void arrive_for(Step& step, const Join& join, const Flow& flow) {
    step.emit(TokenArrived{.token = step.next_token(),
                           .node = join.node.id,
                           .flow = flow.id,
                           .scope = join.scope,
                           .data = {},
                           .after = {}});
}

// At most `room` of them.
void arrive_for_the_missing(Step& step, const Join& join, std::int64_t room) {
    for (const FlowIndex index : join.node.incoming) {
        const Flow& flow = step.definition().flows[index];
        if (room <= 0) return;
        if (join.reached[flow.from] || is_served(step, join, flow)) continue;
        arrive_for(step, join, flow);
        --room;
    }
}

// It begins a new cycle, and one of the tokens that it needs is the one that begins anew.
void stand_in_at_complex(Step& step, const Join& join) {
    for (const JoinCycle& cycle : step.state().join_cycles) {
        if (cycle.node != join.node.id || cycle.scope != join.scope) continue;
        step.emit(JoinCycled{.node = cycle.node, .scope = cycle.scope, .used = {}});
        break;
    }
    std::int64_t room = tokens_needed(step, join.node, join.scope) - 1;
    for (const FlowIndex index : join.node.incoming) {
        const Flow& flow = step.definition().flows[index];
        if (!join.reached[flow.from] && is_served(step, join, flow)) --room;
    }
    arrive_for_the_missing(step, join, room);
}

bool can_be_done_again(const Step& step, const Node& node) {
    if (node.is_compensation_handler || node.is_event_subprocess) return false;
    if (node.type == NodeType::Start) return index_of(step.definition(), node) == first_node(step);
    return node.type == NodeType::Approval || node.type == NodeType::Task || node.type == NodeType::Service ||
           node.type == NodeType::Script || node.type == NodeType::Subprocess || node.type == NodeType::Call;
}

}  // namespace

Refusal must_be_passed(Step& step, const std::string& id) {
    const Node* node = step.definition().find_node(id);
    if (!node) return refuse::node_not_found(id);
    if (!can_be_done_again(step, *node))
        return refuse::bad_target(id, "Nothing is done there that could be done again.");
    const Passage* passage = step.state().find_passage(id);
    if (!passage) return refuse::bad_target(id, "It has not been passed.");
    for (const Token& token : step.state().tokens)
        if (!token.waits() && token.node == id) return refuse::bad_target(id, "It is not done yet.");
    if (passage->undone)
        return refuse::bad_target(id, "It has been sent back before it, and not passed since.");
    if (node->type == NodeType::Start && step.world().active({step.state().initiator}).empty() &&
        !step.world().person(step.state().initiator))
        return refuse::bad_target(id, "It has no initiator who could hand it in again.");
    return {};
}

Refusal find_place(const Step& step, NodeIndex target, TokenId from, Place& place) {
    place = {.target = target, .scope = from, .top = target};
    // A body has no nodes of its own, only instances.
    while (place.scope.value != 0 &&
           (is_several(step.state(), place.scope) || target == node_of_scope(step, place.scope) ||
            !lies_in(step.definition(), target, node_of_scope(step, place.scope))))
        place.scope = step.state().find_token(place.scope)->scope;
    return look_at_way(step, place);
}

Refusal find_place(const Step& step, NodeIndex target, Place& place) {
    const Definition& definition = step.definition();
    TokenId inside;
    for (NodeIndex around = definition.nodes[target].parent; around != no_node && inside.value == 0;
         around = definition.nodes[around].parent)
        for (const Token& token : step.state().tokens) {
            if (token.waits() || token.node != definition.nodes[around].id ||
                is_several(step.state(), token.id))
                continue;
            if (inside.value != 0)
                return refuse::bad_target(definition.nodes[target].id,
                                          "It lies in " + node_named(token.node) + ", which runs several times.");
            inside = token.id;
        }
    return find_place(step, target, inside, place);
}

Refusal must_be_enterable(const Node& node) {
    if (node.type == NodeType::Boundary || node.is_event_subprocess || node.is_compensation_handler)
        return refuse::bad_target(node.id, "It begins by its event alone.");
    return {};
}

std::vector<std::string> undone_by(const Step& step, const Place& place) {
    const Definition& definition = step.definition();
    const std::vector<bool> after = nodes_after(definition, place.target, node_of_scope(step, place.scope));
    std::vector<std::string> undone;
    for (const Passage& passage : step.state().passages) {
        const Node* node = definition.find_node(passage.node);
        if (node && after[index_of(definition, *node)]) undone.push_back(passage.node);
    }
    return undone;
}

void stand_in(Step& step, NodeIndex top, TokenId scope) {
    const Definition& definition = step.definition();
    const std::vector<bool> reached = reach_from(definition, top);
    std::vector<bool> behind(definition.nodes.size());
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
        behind[i] = reached[i] && i != top && is_join(definition.nodes[i]) &&
                    definition.nodes[i].type != NodeType::Inclusive;
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const Node& node = definition.nodes[i];
        if (!reached[i] || i == top || !is_join(node) || node.incoming.size() < 2) continue;
        if (node.type == NodeType::Inclusive) continue;  // it looks at the tokens that there are
        const Join join{
            .node = node, .scope = scope, .reached = reach_from(definition, top, i), .behind = behind};
        if (node.type == NodeType::Complex)
            stand_in_at_complex(step, join);
        else
            arrive_for_the_missing(step, join, static_cast<std::int64_t>(node.incoming.size()));
    }
}

void rewind(Step& step, NodeIndex top, TokenId scope, TokenId except) {
    const std::vector<bool> reached = reach_from(step.definition(), top);
    std::vector<TokenId> superseded;
    for (const Token& token : step.state().tokens)
        if (token.scope == scope && token.id != except && is_reached(step, reached, token))
            superseded.push_back(token.id);
    cancel_tokens(step, superseded);
    stand_in(step, top, scope);
}

Refusal open_scopes(Step& step, const Place& place, TokenId& scope) {
    const Definition& definition = step.definition();
    scope = place.scope;
    for (NodeIndex around = place.top; around != place.target;) {
        const Node& node = definition.nodes[around];
        const Passage* before = step.state().find_passage(node.id);
        const TokenId token = step.next_token();
        step.emit(NodeEntered{
            .token = token, .node = node.id, .round = before ? before->rounds + 1 : 1, .scope = scope});
        if (Refusal refused = arm_event_subprocesses(step, node.event_subprocesses, token)) return refused;
        if (Refusal refused = arm_boundary(step, node, token)) return refused;
        scope = token;
        NodeIndex inner = place.target;
        while (definition.nodes[inner].parent != around) inner = definition.nodes[inner].parent;
        stand_in(step, inner, scope);
        around = inner;
    }
    return {};
}

Refusal go_to_place(Step& step, const Place& place, std::vector<std::string> after) {
    TokenId scope;
    if (Refusal refused = open_scopes(step, place, scope)) return refused;
    step.go_to({.node = place.target,
                .scope = scope,
                .flow = flow_to(step, step.definition().nodes[place.target]),
                .after = std::move(after)});
    return {};
}

Refusal enter_with_seats(Step& step, const Place& place, std::vector<std::string> after,
                         std::vector<Seat> seats) {
    TokenId scope;
    if (Refusal refused = open_scopes(step, place, scope)) return refused;
    const Node& node = step.definition().nodes[place.target];
    const Passage* before = step.state().find_passage(node.id);
    const TokenId token = step.next_token();
    step.emit(NodeEntered{.token = token,
                          .node = node.id,
                          .round = before ? before->rounds + 1 : 1,
                          .scope = scope,
                          .after = std::move(after)});
    // Those that were added by hand name each other.
    const std::uint32_t first = step.next_seat().value;
    const std::vector<Seat> old = seats;
    const auto renumbered = [&](SeatId id) {
        for (std::size_t i = 0; i < old.size(); ++i)
            if (id.value != 0 && old[i].id == id) return SeatId{first + static_cast<std::uint32_t>(i)};
        return SeatId{};
    };
    for (std::size_t i = 0; i < seats.size(); ++i) {
        seats[i].id = SeatId{first + static_cast<std::uint32_t>(i)};
        seats[i].token = token;
        seats[i].host = renumbered(seats[i].host);
        seats[i].group = renumbered(seats[i].group);
    }
    step.emit(SeatsCreated{.seats = std::move(seats)});
    if (Refusal refused = arm_deadline(step, node, token)) return refused;
    return arm_boundary(step, node, token);
}

void give_to_initiator(Step& step, NodeIndex start) {
    const Node& node = step.definition().nodes[start];
    const Passage* before = step.state().find_passage(node.id);
    const TokenId token = step.next_token();
    step.emit(NodeEntered{.token = token, .node = node.id, .round = before ? before->rounds + 1 : 1});
    Seat seat;
    seat.id = step.next_seat();
    seat.token = token;
    seat.rank = 1;
    seat.principal = seat.holder = step.state().initiator;
    seat.state = SeatState::Open;
    step.emit(SeatsCreated{.seats = {std::move(seat)}});
}

NodeIndex first_node(const Step& step) {
    return index_of(step.definition(), *step.definition().find_node(step.state().passages.front().node));
}

NodeIndex goes_on_from(const Step& step, const Token& token) {
    const Definition& definition = step.definition();
    const NodeIndex own = index_of(definition, step.node_of(token));
    const Return* sent = step.state().find_return(token.id);
    const Node* to = sent && !sent->is_changed ? definition.find_node(sent->to) : nullptr;
    if (!to) return own;
    // In the scope of the token it is the activity that the node lies in.
    NodeIndex at = index_of(definition, *to);
    const NodeIndex inside = node_of_scope(step, token.scope);
    while (at != no_node && definition.nodes[at].parent != inside) at = definition.nodes[at].parent;
    return at == no_node ? own : at;
}

Refusal go_back(Step& step, TokenId scope, const std::string& to, std::vector<std::string> after) {
    Place place;
    const NodeIndex returner = index_of(step.definition(), *step.definition().find_node(to));
    if (Refusal refused = find_place(step, returner, scope, place)) return refused;
    return go_to_place(step, place, std::move(after));
}

void drop_return(Step& step, TokenId id) {
    if (!step.state().find_return(id)) return;
    const Token token = *step.state().find_token(id);
    step.emit(ReturnDropped{.token = id});
    rewind(step, index_of(step.definition(), step.node_of(token)), token.scope, id);
}

}  // namespace wf
