// Tokens within tokens. Whatever takes a token away takes all that moves in it, in the same command: no task,
// job, wait or called instance is left over.
#include "core/node/node.hpp"

#include <unordered_set>

namespace wf {
namespace {

using Ids = std::unordered_set<std::uint32_t>;

// A token is younger than the one it moves in and the one it compensates for, and tokens stand in the order
// of age: one pass finds all.
std::vector<TokenId> with_content(const State& state, const std::vector<TokenId>& tokens) {
    Ids gone;
    for (const TokenId id : tokens) gone.insert(id.value);
    std::vector<TokenId> all;
    for (const Token& token : state.tokens) {
        if (!gone.contains(token.id.value) && !gone.contains(token.scope.value) &&
            !gone.contains(token.thrower.value))
            continue;
        gone.insert(token.id.value);
        all.push_back(token.id);
    }
    return all;
}

// Of `tokens`, or of all.
void close_what_is_open(Step& step, const Ids* tokens) {
    const auto concerned = [&](TokenId id) { return !tokens || tokens->contains(id.value); };
    const State& state = step.state();
    SeatsClosed seats;
    for (const Seat& seat : state.seats)
        if (seat.is_pending() && concerned(seat.token)) seats.seats.push_back(seat.id);
    WaitsClosed waits;
    for (const Wait& wait : state.waits)
        if (concerned(wait.token)) waits.waits.push_back(wait.id);
    CallsCanceled calls;
    for (const Token& token : state.tokens)
        if (concerned(token.id) && !token.waits() && !state.find_body(token.id) &&
            step.node_of(token).type == NodeType::Call)
            calls.tokens.push_back(token.id);
    if (!seats.seats.empty()) step.emit(std::move(seats));
    if (!waits.waits.empty()) step.emit(std::move(waits));
    if (!calls.tokens.empty()) step.emit(std::move(calls));
}

}  // namespace

void cancel_tokens(Step& step, const std::vector<TokenId>& tokens) {
    std::vector<TokenId> all = with_content(step.state(), tokens);
    if (all.empty()) return;
    Ids ids;
    for (const TokenId id : all) ids.insert(id.value);
    close_what_is_open(step, &ids);
    step.emit(TokensCanceled{.tokens = std::move(all)});
}

void cancel_content(Step& step, TokenId scope, TokenId except) {
    std::vector<TokenId> inside;
    for (const Token& token : step.state().tokens)
        if (token.scope == scope && token.id != except) inside.push_back(token.id);
    cancel_tokens(step, inside);
    step.drop_arrivals(scope);
}

void end_instance(Step& step, Status status, std::string error) {
    close_what_is_open(step, nullptr);
    step.emit(InstanceEnded{.status = status, .error = std::move(error)});
}

Refusal look_at_scopes(Step& step, bool& moved) {
    if (step.state().tokens.empty()) {
        end_instance(step, Status::Completed);
        moved = true;
        return {};
    }
    for (const TokenId scope : step.take_touched_scopes()) {
        const Token* token = step.state().find_token(scope);
        if (!token) continue;
        bool is_empty = true;
        for (const Token& other : step.state().tokens) is_empty = is_empty && other.scope != scope;
        if (!is_empty) continue;
        moved = true;
        const Body* body = step.state().find_body(scope);
        if (body && body->released)
            complete(step, scope);  // its token has gone on long ago
        else if (Refusal refused = leave(step, scope))
            return refused;
    }
    return {};
}

}  // namespace wf
