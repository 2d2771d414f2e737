#include "core/outlook/receivers.hpp"

#include "core/model/command.hpp"
#include "core/log/event_search.hpp"

#include <algorithm>

namespace wf {
namespace {

// Whoever is asked from here on is asked because the instance moves on.
bool moves_on(const Event& event) {
    return std::get_if<NodeCompleted>(&event) || std::get_if<NodeEntered>(&event) ||
           std::get_if<FlowTaken>(&event);
}

class Receivers {
public:
    explicit Receivers(const Entry& entry) : entry_(entry) {}

    std::vector<std::string> find() {
        for (const Event& event : entry_.events) {
            if (moves_on(event)) break;
            if (const auto* reassigned = std::get_if<SeatReassigned>(&event)) add(*reassigned);
            if (const auto* created = std::get_if<SeatsCreated>(&event)) add(*created);
            if (const auto* delegated = std::get_if<SeatDelegated>(&event)) add(delegated->to);
            if (const auto* resolved = std::get_if<SeatResolved>(&event)) add(resolved->to);
            if (const auto* released = std::get_if<SeatReleased>(&event)) add_all(released->to);
            if (const auto* reminded = std::get_if<PeopleReminded>(&event)) add_all(reminded->people);
            if (const auto* copied = std::get_if<PeopleCopied>(&event)) add_all(copied->people);
            if (const auto* removed = std::get_if<SeatRemoved>(&event))
                if (entry_.action == RemoveSigner::action) add_all(removed->whose);
        }
        return std::move(found_);
    }

private:
    void add(const std::string& who) {
        if (!who.empty() && std::find(found_.begin(), found_.end(), who) == found_.end())
            found_.push_back(who);
    }
    void add_all(const std::vector<std::string>& all) {
        for (const std::string& who : all) add(who);
    }
    // Whose vote it is, and the one who acts for them. A standing delegation takes it from the former.
    void add(const PersonId& principal, const PersonId& holder, const std::vector<std::string>& candidates) {
        if (entry_.action != ApplyDelegation::action) add(principal);
        add(holder);
        if (holder.empty()) add_all(candidates);
    }
    void add(const SeatReassigned& event) { add(event.principal, event.holder, event.candidates); }
    void add(const SeatsCreated& event) {
        for (const Seat& seat : event.seats) add(seat.principal, seat.holder, seat.candidates);
    }

    const Entry& entry_;
    std::vector<std::string> found_;
};

// Where the tokens stand that this entry has moved.
class Standing {
public:
    std::string node(const Entry& entry) {
        for (const Event& event : entry.events) {
            if (const auto* entered = std::get_if<NodeEntered>(&event)) tokens_.push_back(entered);
            if (const auto* completed = std::get_if<NodeCompleted>(&event)) leave(completed->token);
            if (const auto* merged = std::get_if<TokensMerged>(&event)) leave(merged->tokens);
            if (const auto* canceled = std::get_if<TokensCanceled>(&event)) leave(canceled->tokens);
        }
        std::erase_if(tokens_, [&](const NodeEntered* token) { return is_scope(token->token); });
        if (tokens_.size() == 1) return tokens_.front()->node;
        return tokens_.empty() && first_of<InstanceEnded>(entry) ? last_left_ : std::string{};
    }

private:
    void leave(TokenId id) {
        for (const NodeEntered* token : tokens_)
            if (token->token == id) last_left_ = token->node;
        std::erase_if(tokens_, [&](const NodeEntered* token) { return token->token == id; });
    }
    void leave(const std::vector<TokenId>& ids) {
        for (const TokenId id : ids) leave(id);
    }
    // Something stands within it, and that is where people look.
    bool is_scope(TokenId id) const {
        return std::any_of(tokens_.begin(), tokens_.end(),
                           [&](const NodeEntered* token) { return token->scope == id; });
    }

    std::vector<const NodeEntered*> tokens_;
    std::string last_left_;
};

}  // namespace

std::vector<std::string> receivers_of(const Entry& entry) { return Receivers{entry}.find(); }

std::string target_node_of(const Entry& entry) {
    if (const auto* sent = first_of<SentBack>(entry)) return sent->to;
    if (const auto* recalled = first_of<Recalled>(entry)) return recalled->node;
    if (const auto* jumped = first_of<Jumped>(entry)) return jumped->to;
    return Standing{}.node(entry);
}

}  // namespace wf
