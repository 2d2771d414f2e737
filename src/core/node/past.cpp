#include "core/node/past.hpp"

#include "core/base/local_message.hpp"
#include "core/log/evolve.hpp"
#include "core/node/reach.hpp"

#include <algorithm>
#include <map>

namespace wf {
namespace {

// Which node a token stood on, and which token a seat belonged to.
class Names {
public:
    void read(const Event& event) {
        if (const auto* entered = std::get_if<NodeEntered>(&event))
            nodes_[entered->token.value] = entered->node;
        if (const auto* created = std::get_if<SeatsCreated>(&event))
            for (const Seat& seat : created->seats) tokens_[seat.id.value] = seat.token;
        if (const auto* kept = std::get_if<StateKept>(&event)) read(kept->state);
        if (const auto* restored = std::get_if<StateRestored>(&event)) read(restored->state);
    }
    std::string node_of(TokenId token) const {
        const auto found = nodes_.find(token.value);
        return found == nodes_.end() ? std::string{} : found->second;
    }
    std::string node_of(SeatId seat) const {
        const auto found = tokens_.find(seat.value);
        return found == tokens_.end() ? std::string{} : node_of(found->second);
    }

private:
    // What was entered before it may have left the log.
    void read(const std::vector<State>& mementos) {
        for (const State& state : mementos) {
            for (const Token& token : state.tokens)
                if (!token.waits()) nodes_[token.id.value] = token.node;
            for (const Seat& seat : state.seats) tokens_[seat.id.value] = seat.token;
        }
    }
    std::map<std::uint32_t, std::string> nodes_;
    std::map<std::uint32_t, TokenId> tokens_;
};

// The node of a vote that a person has cast, and that person.
std::pair<std::string, PersonId> vote(const Names& names, const Event& event) {
    if (const auto* approved = std::get_if<SeatApproved>(&event))
        return {names.node_of(approved->seat), approved->by};
    if (const auto* rejected = std::get_if<SeatRejected>(&event))
        return {names.node_of(rejected->seat), rejected->by};
    if (const auto* abstained = std::get_if<SeatAbstained>(&event))
        return {names.node_of(abstained->seat), abstained->by};
    if (const auto* completed = std::get_if<TaskCompleted>(&event))
        return {names.node_of(completed->seat), completed->by};
    return {};
}

// The node that had an effect outside with this event.
std::string effect(const Definition& definition, const Names& names, const Event& event) {
    if (const auto* call = std::get_if<CallStarted>(&event)) return names.node_of(call->token);
    std::string id;
    bool is_left = false;
    if (const auto* entered = std::get_if<NodeEntered>(&event)) id = entered->node;
    if (const auto* completed = std::get_if<NodeCompleted>(&event)) {
        id = names.node_of(completed->token);
        is_left = true;
    }
    const Node* node = id.empty() ? nullptr : definition.find_node(id);
    if (!node) return {};
    const bool throws = (node->type == NodeType::Throw || node->type == NodeType::End) &&
                        (node->event.kind == EventKind::Message || node->event.kind == EventKind::Signal);
    const bool has_acted =
        throws || node->type == NodeType::Script || (node->type == NodeType::Service && is_left);
    return has_acted ? id : std::string{};
}

// Where an administrator has moved the instance to with this entry, away from what follows. Empty: nowhere.
template <class Follows>
std::string moved_to(const Names& names, const Entry& entry, const Follows& follows) {
    std::string to;
    bool is_away = false;
    for (const Event& event : entry.events) {
        if (const auto* jumped = std::get_if<Jumped>(&event)) {
            to = jumped->to;
            is_away = is_away || std::ranges::any_of(jumped->undone, follows);
        }
        if (const auto* canceled = std::get_if<TokensCanceled>(&event))
            for (const TokenId token : canceled->tokens) is_away = is_away || follows(names.node_of(token));
    }
    return is_away && !follows(to) ? to : std::string{};
}

}  // namespace

std::optional<Passing> last_passing(const std::vector<Entry>& log, const std::string& node) {
    Names names;
    std::optional<Passing> last;
    for (std::size_t i = 0; i < log.size(); ++i)
        for (std::size_t k = 0; k < log[i].events.size(); ++k) {
            names.read(log[i].events[k]);
            const auto* completed = std::get_if<NodeCompleted>(&log[i].events[k]);
            if (completed && names.node_of(completed->token) == node)
                last = Passing{.entry = i, .event = k, .token = completed->token, .before = {}, .at_end = {}};
        }
    if (!last) return last;
    last->before = replay(std::span{log}.first(last->entry));
    last->at_end = last->before;
    for (std::size_t k = 0; k < last->event; ++k) evolve(last->at_end, log[last->entry].events[k]);
    return last;
}

std::string acted_since(const Definition& definition, const std::vector<Entry>& log, const Passing& passing,
                        const Node& node) {
    const std::vector<bool> after = nodes_after(definition, index_of(definition, node), no_node);
    const auto follows = [&](const std::string& id) {
        const Node* other = id.empty() ? nullptr : definition.find_node(id);
        return other && after[index_of(definition, *other)];
    };
    Names names;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (i > passing.entry)
            if (const std::string to = moved_to(names, log[i], follows); !to.empty())
                return "\"" + log[i].actor + "\" has moved the instance to node " + node_named(to) +
                       " since.";
        for (std::size_t k = 0; k < log[i].events.size(); ++k) {
            const Event& event = log[i].events[k];
            names.read(event);
            if (i < passing.entry || (i == passing.entry && k <= passing.event)) continue;
            const auto [voted, by] = vote(names, event);
            if (follows(voted)) return "\"" + by + "\" has acted on node " + node_named(voted) + " since.";
            const std::string acted = effect(definition, names, event);
            if (follows(acted)) return "Node " + node_named(acted) + " has had effects outside since.";
        }
    }
    return {};
}

}  // namespace wf
