// What is still to come, found by the very code that decides: everybody who is asked approves, and whatever
// the process waits for comes, on a copy. Boundary events don't happen. It ends where it would go round for
// ever.
#include "core/outlook/predict.hpp"

#include "core/model/kept_form.hpp"
#include "core/model/onlooker.hpp"
#include "core/outlook/recurrence.hpp"

#include <functional>
#include <set>

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

bool comes_by_itself(const Definition& definition, const Wait& wait) {
    const NodeType type = definition.find_node(wait.node)->type;
    return type != NodeType::Boundary && type != NodeType::Start && type != NodeType::Approval &&
           type != NodeType::Task;
}

bool waits_for_call(const Definition& definition, const State& state, const Token& token) {
    return !token.waits() && !state.find_body(token.id) &&
           definition.find_node(token.node)->type == NodeType::Call;
}

Command end_of_call(const State& state, const Token& token) {
    return by(PersonId{system_actor}, state.last_at, FinishCall{.token = token.id});
}

// Which tokens have entered a node that the look ahead has been at before.
class Repeats {
public:
    Repeats(const Definition& definition, const State& now) : definition_(definition) {
        for (const Token& token : now.tokens) seen_.insert(token.node);
    }
    void read(const Entry& entry, const State& state) {
        for (const Event& event : entry.events)
            if (const auto* entered = std::get_if<NodeEntered>(&event))
                if (!seen_.insert(entered->node).second && !is_instance(*entered, state))
                    tokens_.insert(entered->token.value);
    }
    bool has(TokenId token) const { return tokens_.contains(token.value); }

private:
    // Of an activity that is done once for each of several, every instance is a first one.
    bool is_instance(const NodeEntered& entered, const State& state) const {
        const Token* around = state.find_token(entered.scope);
        return definition_.find_node(entered.node)->loop.kind != LoopKind::None && around &&
               around->node == entered.node;
    }

    const Definition& definition_;
    std::set<std::string, std::less<>> seen_;
    std::set<std::uint32_t> tokens_;
};

// People first, then what comes by itself, then the ends of calls.
std::optional<Command> next_command(const Definition& definition, const State& state, const Repeats& repeats,
                                    bool repeated) {
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open && repeats.has(seat.token) == repeated)
            return answer(definition, state, seat);
    for (const Wait& wait : state.waits)
        if (comes_by_itself(definition, wait) && repeats.has(wait.token) == repeated)
            if (std::optional<Command> command = answer(state, wait)) return command;
    for (const Token& token : state.tokens)
        if (waits_for_call(definition, state, token) && repeats.has(token.id) == repeated)
            return end_of_call(state, token);
    return {};
}

// Nobody goes a way again while there is something new elsewhere: so what is new is found, and the way is
// told once.
std::optional<Command> next_command(const Definition& definition, const State& state,
                                    const Repeats& repeats) {
    if (std::optional<Command> command = next_command(definition, state, repeats, false)) return command;
    return next_command(definition, state, repeats, true);
}

// What was waited for at that place already, and would never come as long as people keep each other busy.
std::optional<Command> overdue_command(const Definition& definition, const State& state,
                                       const Recurrence& recurrence, std::size_t place) {
    for (const Wait& wait : state.waits)
        if (recurrence.was_there(place, wait.id) && comes_by_itself(definition, wait))
            if (std::optional<Command> command = answer(state, wait)) return command;
    for (const Token& token : state.tokens)
        if (recurrence.was_there(place, token.id) && waits_for_call(definition, state, token))
            return end_of_call(state, token);
    return {};
}

}  // namespace

Outlook look_ahead(const Definition& definition, State now, World& world, std::size_t max_entries,
                   const DecideLimits& decide_limits) {
    Onlooker onlooker{world};
    KeptForm form;
    DecideLimits limits = decide_limits;
    limits.predicting = true;
    limits.kept_form = &form;
    Outlook outlook;
    outlook.state = std::move(now);
    Recurrence recurrence{definition, outlook.state};
    Repeats repeats{definition, outlook.state};
    while (std::optional<Command> command = next_command(definition, outlook.state, repeats)) {
        if (const auto before = recurrence.come_to(outlook.state, outlook.entries.size())) {
            command = overdue_command(definition, outlook.state, recurrence, *before);
            outlook.loops = !command;
            if (outlook.loops) recurrence.tell_once(*before, outlook);
            if (outlook.loops) return outlook;
        }
        outlook.is_cut_short = outlook.entries.size() >= max_entries;
        if (outlook.is_cut_short) break;
        Decision decision = decide(definition, std::move(outlook.state), *command, onlooker, limits);
        if (Rejection* refused = std::get_if<Rejection>(&decision)) {
            outlook.refused = std::move(*refused);
            break;
        }
        Accepted& accepted = std::get<Accepted>(decision);
        outlook.state = std::move(accepted.state);
        for (Entry& entry : accepted.entries) {
            repeats.read(entry, outlook.state);
            outlook.entries.push_back(std::move(entry));
        }
    }
    outlook.told = outlook.entries.size();
    return outlook;
}

std::vector<Entry> predict(const Definition& definition, const State& state, World& world,
                           std::size_t max_entries, const DecideLimits& limits) {
    Outlook outlook = look_ahead(definition, state, world, max_entries, limits);
    outlook.entries.resize(outlook.told);
    return std::move(outlook.entries);
}

}  // namespace wf
