#include "core/outlook/place_key.hpp"

#include "core/model/loop_names.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace wf {
namespace {

// {"loopCounter":7}: an instance of a standard loop has no more of its own.
bool has_only_counter(const std::string& data) {
    constexpr std::string_view begin = "{\"loopCounter\":";
    return data.starts_with(begin) && data.find_first_not_of("0123456789", begin.size()) == data.size() - 1;
}

class Key {
public:
    Key(const Definition& definition, const State& state) : definition_(definition), state_(state) {}

    Key& operator<<(std::string_view text) {
        text_ += std::to_string(text.size());
        text_ += ':';
        text_ += text;
        return *this;
    }
    Key& operator<<(std::int64_t number) {
        text_ += std::to_string(number);
        text_ += ',';
        return *this;
    }
    Key& operator<<(const std::vector<std::string>& texts) {
        *this << std::int64_t(texts.size());
        for (const std::string& text : texts) *this << text;
        return *this;
    }
    // By its place among those that stand; 0: none of them.
    Key& operator<<(TokenId token) { return *this << place_in(state_.tokens, token); }
    Key& operator<<(SeatId seat) { return *this << place_in(state_.seats, seat); }

    // The tokens in a loop that nobody counts are the same each time.
    bool is_counted(TokenId body) const {
        const Token* token = state_.find_token(body);
        const Node* node = token ? definition_.find_node(token->node) : nullptr;
        return !node || node->loop.kind != LoopKind::Standard || node->loop.max != 0 ||
               std::ranges::any_of(multi_names,
                                   [&](std::string_view name) { return definition_.asks(name); });
    }

    std::string take() { return std::move(text_); }

private:
    template <class Thing, class AnyId>
    static std::int64_t place_in(const std::vector<Thing>& things, AnyId id) {
        const auto found = std::ranges::find(things, id, &Thing::id);
        return found == things.end() || id.value == 0 ? 0 : found - things.begin() + 1;
    }

    const Definition& definition_;
    const State& state_;
    std::string text_;
};

using NumberOf = std::function<std::size_t(const std::string&)>;

void add_tokens(Key& key, const State& state, const NumberOf& number_of) {
    for (const Token& token : state.tokens) {
        key << token.node << token.scope << token.flow << token.held << token.by_policy << token.thrower
            << token.after;
        if (has_only_counter(token.data.text) && !key.is_counted(token.scope))
            key << "in a loop";
        else
            key << std::int64_t(number_of(token.data.text));
    }
    for (const TokenId scope : state.interrupted) key << "interrupted" << scope;
}

void add_seats(Key& key, const State& state) {
    for (const Seat& seat : state.seats) {
        key << "seat" << seat.token << seat.rank << seat.principal << seat.holder << seat.candidates
            << seat.weight << std::int64_t(seat.state) << seat.path << seat.givers << seat.host << seat.group
            << std::int64_t(seat.place) << std::int64_t(seat.mode) << seat.added_by;
    }
}

void add_loops(Key& key, const State& state, const NumberOf& number_of) {
    for (const Body& body : state.bodies) {
        key << "body" << body.token << body.total << body.released << std::int64_t(number_of(body.items.text))
            << std::int64_t(number_of(body.outputs.text));
        if (key.is_counted(body.token)) key << body.created << body.completed;
    }
    for (const JoinCycle& cycle : state.join_cycles) key << "join" << cycle.node << cycle.scope << cycle.used;
}

// When a timer is due only matters to those who ask for the time.
void add_waits(Key& key, const Definition& definition, const State& state) {
    for (const Wait& wait : state.waits) {
        key << "wait" << wait.token << wait.node << std::int64_t(wait.kind) << wait.name << wait.key
            << wait.left;
        if (definition.asks_clock) key << wait.due_at;
    }
    if (definition.asks_clock) key << state.last_at;
}

// A rule or policy asks whether somebody has signed a node, whether that still counts and was in its last
// round, and who was the last: another signature that says no more does not make a difference.
void add_signatures(Key& key, const State& state) {
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, int> best;
    std::map<std::string_view, std::string_view> last;
    for (const Signature& signature : state.signatures) {
        const Passage* passage = state.find_passage(signature.node);
        const int worth = signature.stale ? 1 : passage && passage->rounds == signature.round ? 3 : 2;
        int& known = best[{signature.node, signature.person, signature.by}];
        known = std::max(known, worth);
        last[signature.node] = signature.person;
    }
    for (const auto& [who, worth] : best)
        key << "signed" << std::get<0>(who) << std::get<1>(who) << std::get<2>(who) << worth;
    for (const auto& [node, person] : last) key << "last" << node << person;
}

void add_past(Key& key, const Definition& definition, const State& state) {
    if (definition.remembers_signers) {
        key << state.previous_approver;
        add_signatures(key, state);
    }
    for (const Passage& passage : state.passages) {
        if (passage.undone) key << "undone" << passage.node;
        if (definition.asks("outcome") && !passage.outcome.empty())
            key << "passed" << passage.node << passage.outcome;
    }
    for (const Return& sent : state.returns) key << "return" << sent.token << sent.to << sent.is_changed;
    for (const ReturnCount& count : state.return_counts) key << "returns" << count.node << count.count;
    for (const Choice& choice : state.chosen) key << "chosen" << choice.node << choice.people;
}

// Where it was completed: in a scope that stands, or in an activity that has itself been completed.
void add_scope(Key& key, const State& state, TokenId scope) {
    for (std::size_t depth = 0; depth < state.compensables.size(); ++depth) {
        const auto around = std::ranges::find(state.compensables, scope, &Compensable::token);
        if (around == state.compensables.end()) break;
        key << "in" << around->node;
        scope = around->scope;
    }
    key << scope;
}

// Whoever repeats an activity has more and more of it to compensate. That there is more than one tells enough:
// nothing comes of it until it is compensated, and then nothing is left.
void add_compensables(Key& key, const Definition& definition, const State& state) {
    std::map<std::string, int> times;
    for (const Compensable& activity : state.compensables) {
        Key one{definition, state};
        one << "completed" << activity.node << activity.thrower << activity.data.text;
        add_scope(one, state, activity.scope);
        ++times[one.take()];
    }
    for (const auto& [activity, count] : times) key << activity << std::min(count, 2);
}

}  // namespace

std::string place_key(const Definition& definition, const State& state, const NumberOf& number_of) {
    Key key{definition, state};
    key << std::int64_t(state.status) << state.suspended_while_returned
        << std::int64_t(number_of(state.data.text));
    add_tokens(key, state, number_of);
    add_seats(key, state);
    add_loops(key, state, number_of);
    add_waits(key, definition, state);
    add_past(key, definition, state);
    add_compensables(key, definition, state);
    return key.take();
}

}  // namespace wf
