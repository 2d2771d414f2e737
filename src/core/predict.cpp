// What is still to come, found by the very code that decides: everybody who is asked approves, and whatever
// the process waits for comes, on a copy. Boundary events don't happen.
#include "core/engine.hpp"
#include "core/onlooker.hpp"

namespace wf {
namespace {

Command by(PersonId actor, Instant at, Act act) {
    return {
        .act = std::move(act), .actor = std::move(actor), .by_administrator = true, .at = at, .comment = {}};
}

Command answer(const Definition& definition, const State& state, const Seat& seat) {
    const Node& node = *definition.find_node(state.find_token(seat.token)->node);
    if (!seat.givers.empty()) return by(seat.holder, state.last_at, Resolve{.task = seat.id});
    if (node.type == NodeType::Start) return by(seat.holder, state.last_at, Resubmit{});
    if (node.type == NodeType::Task)
        return by(seat.holder, state.last_at, Complete{.task = seat.id, .data = {}});
    return by(seat.holder, state.last_at, Approve{.task = seat.id, .data = {}});
}

std::optional<Command> answer(const State& state, const Wait& wait) {
    const PersonId system{system_actor};
    switch (wait.kind) {
        case WaitKind::Timer:
            return by(system, std::max(state.last_at, wait.due_at), FireTimer{.wait = wait.id});
        case WaitKind::Message:
            return by(system, state.last_at, TakeMessage{.wait = wait.id});
        case WaitKind::Signal:
            return by(system, state.last_at, TakeSignal{.wait = wait.id});
        case WaitKind::Service:
            return by(system, state.last_at, CompleteJob{.job = wait.id, .data = {}});
        case WaitKind::Condition:
            break;  // who could know?
    }
    return {};
}

// People first, then what comes by itself, then the ends of calls.
std::optional<Command> next_command(const Definition& definition, const State& state) {
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open) return answer(definition, state, seat);
    for (const Wait& wait : state.waits) {
        const NodeType type = definition.find_node(wait.node)->type;
        if (type == NodeType::Boundary || type == NodeType::Start || type == NodeType::Approval ||
            type == NodeType::Task)
            continue;
        if (std::optional<Command> command = answer(state, wait)) return command;
    }
    for (const Token& token : state.tokens)
        if (!token.waits() && !state.find_body(token.id) &&
            definition.find_node(token.node)->type == NodeType::Call)
            return by(PersonId{system_actor}, state.last_at, FinishCall{.token = token.id});
    return {};
}

}  // namespace

Outlook look_ahead(const Definition& definition, State now, World& world, std::size_t max_entries,
                   const DecideLimits& decide_limits) {
    Onlooker onlooker{world};
    DecideLimits limits = decide_limits;
    limits.predicting = true;
    Outlook outlook{.entries = {}, .state = std::move(now), .refused = {}, .is_cut_short = false};
    while (const std::optional<Command> command = next_command(definition, outlook.state)) {
        outlook.is_cut_short = outlook.entries.size() >= max_entries;
        if (outlook.is_cut_short) break;
        Decision decision = decide(definition, std::move(outlook.state), *command, onlooker, limits);
        if (Rejection* refused = std::get_if<Rejection>(&decision)) {
            outlook.refused = std::move(*refused);
            break;
        }
        Accepted& accepted = std::get<Accepted>(decision);
        outlook.state = std::move(accepted.state);
        for (Entry& entry : accepted.entries) outlook.entries.push_back(std::move(entry));
    }
    return outlook;
}

std::vector<Entry> predict(const Definition& definition, const State& state, World& world,
                           std::size_t max_entries, const DecideLimits& limits) {
    return look_ahead(definition, state, world, max_entries, limits).entries;
}

}  // namespace wf
