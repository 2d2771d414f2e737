// One command being decided. emit() is the only way to change state; nodes and commands meet here.
#pragma once

#include "core/engine.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

class ConditionScope;

class Step {
public:
    Step(const Definition& definition, State state, const Command& command, World& world,
         const DecideLimits& limits);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    const Definition& definition() const { return definition_; }
    const State& state() const { return state_; }
    const Command& command() const { return command_; }
    const DecideLimits& limits() const { return limits_; }
    World& world() { return world_; }
    // Names for conditions; what is expensive to fetch is fetched once per command.
    ConditionScope& scope();

    // Records a fact and makes it true.
    void emit(Event event);

    // Names the verb of the entry being written, where it is not the command's own (automatic decisions).
    void call_it(std::string_view action) { entry().action = action; }
    // Says what the log entry being written is about.
    void about(std::string_view node, SeatId task = {}) {
        entry().node = node;
        entry().task = task;
    }
    void explain(std::string comment) { entry().comment = std::move(comment); }

    // A token will enter this node when the present one is done with.
    void go_to(NodeIndex node) { agenda_.push_back(node); }
    // The policy of a node without approver speaks after this command, in an entry of its own, as the system.
    void defer_policy(TokenId token) { policies_.push_back(token); }

    // Enters nodes until every token stands; then the deferred policies, each followed by its own moves.
    Refusal run();

    SeatId next_seat() const { return SeatId{state_.last_seat + 1}; }
    TokenId next_token() const { return TokenId{state_.last_token + 1}; }

    // Closes all seats, drops all tokens: the instance has its final status.
    void end_instance(Status status);

    // Ends the entry being written; from here on only take() is called.
    Accepted take();

private:
    Entry& entry() { return entries_.back(); }
    void open_entry(std::string_view action, PersonId actor, std::string comment);
    void close_entry();
    Refusal drain_agenda();

    const Definition& definition_;
    State state_;
    const Command& command_;
    World& world_;
    const DecideLimits& limits_;
    std::unique_ptr<ConditionScope> scope_;
    std::vector<Entry> entries_;
    std::deque<NodeIndex> agenda_;
    std::deque<TokenId> policies_;
    std::size_t nodes_entered_ = 0;
};

}  // namespace wf
