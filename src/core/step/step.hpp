// One command being decided. emit() is the only way to change state; nodes and commands meet here.
#pragma once

#include "core/step/decision.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wf {

class ConditionScope;

// A token on its way to a node.
struct Arrival {
    NodeIndex node = 0;
    TokenId scope{};                   // the token whose activity it moves in; 0: the instance
    std::string flow{};                // by this flow; empty: not by a flow
    TokenId thrower{};                 // of a compensation handler: the token that waits for it
    Json data{};                       // variables of its own
    std::vector<std::string> after{};  // see Token
    bool is_repeat = false;            // one instance of a repeated activity, whose body is `scope`
};

// Nobody can decide the node that `token` stands on: on_no_approver.
struct NobodyLeft {
    TokenId token;
};
// The holder of an open seat has approved before, or will: dedupe.
struct SeatToPass {
    SeatId seat;
    std::int64_t cites = 0;  // the entry of the earlier approval; 0: it is still to come
    std::string because;
};
// The holder of an open seat has left: on_leave.
struct SeatToMove {
    SeatId seat;
};
// Who has this seat has signed elsewhere since, and may not sign here any more: not_same_as.
struct SeatToBar {
    SeatId seat;
};

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
    // What is counted from, and what now() answers.
    Instant now() const { return command_.as_of ? command_.as_of : std::max(command_.at, state_.last_at); }
    // Of moments without one, and of the calendar that months and days are counted in.
    const feel::Zone& zone() const { return definition_.zone_or(limits_.time_zone); }
    // Names for conditions, as the token `at` sees them; what is expensive to fetch is fetched once per
    // command.
    ConditionScope& scope(TokenId at = {});
    // The fields that are columns of the business row, read once, and again after forget_row().
    const std::optional<RowFields>& row();
    void write_row(const feel::Entries& fields);
    // Code of the host has run, which may have written the row.
    void forget_row();
    // Nullptr: there is none of that name. Asked once per command.
    const WorkingCalendar* calendar(const std::string& id);
    const Node& node_of(const Token& token) const { return *definition_.find_node(token.node); }

    // Records a fact and makes it true.
    void emit(Event event);

    // Names the verb of the entry being written, where it is not the command's own (automatic decisions).
    void call_it(std::string_view action) { entry().action = action; }
    // Says what the log entry being written is about.
    void about(std::string_view node, SeatId task = {}) {
        entry().node = node;
        entry().task = task;
    }
    void on_behalf_of(PersonId person) { entry().on_behalf_of = std::move(person); }
    std::int64_t seq() const { return entries_.back().seq; }
    void explain(std::string comment) { entry().comment = std::move(comment); }

    // A token will come to this node when the present one is done with.
    void go_to(Arrival arrival) { agenda_.push_back(std::move(arrival)); }
    // Tokens on their way within `scope` come nowhere any more.
    void drop_arrivals(TokenId scope) {
        std::erase_if(agenda_, [&](const Arrival& arrival) { return arrival.scope == scope; });
    }
    // Scopes that lost a token since this was last asked.
    std::vector<TokenId> take_touched_scopes() { return std::exchange(touched_, {}); }
    // What a policy does by itself follows after this command, in an entry of its own, as the system.
    using Policy = std::variant<NobodyLeft, SeatToPass, SeatToMove, SeatToBar>;
    // By its own type: moving a Policy of any kind draws a false warning from g++ 12.
    template <class OnePolicy>
    void defer(OnePolicy policy) {
        policies_.emplace_back(std::move(policy));
    }

    // Moves tokens until every one stands or waits; then the deferred policies, each followed by its own
    // moves.
    Refusal run();

    SeatId next_seat() const { return SeatId{state_.last_seat + 1}; }
    TokenId next_token() const { return TokenId{state_.last_token + 1}; }
    WaitId next_wait() const { return WaitId{state_.last_wait + 1}; }

    // Ends the entry being written; from here on only take() is called.
    Accepted take();

private:
    Entry& entry() { return entries_.back(); }
    void open_entry(std::string_view action, PersonId actor, std::string comment);
    void close_entry();
    Refusal drain_agenda();
    Refusal move_tokens();
    void note_touched(const Event& event);

    const Definition& definition_;
    State state_;
    const Command& command_;
    World& world_;
    const DecideLimits& limits_;
    std::unique_ptr<ConditionScope> scope_;
    std::optional<RowFields> row_;
    bool is_row_read_ = false;
    std::map<std::string, std::optional<WorkingCalendar>> calendars_;
    std::vector<Entry> entries_;
    std::deque<Arrival> agenda_;
    std::vector<TokenId> touched_;
    std::deque<Policy> policies_;
    std::size_t nodes_entered_ = 0;
};

}  // namespace wf
