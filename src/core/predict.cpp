// What is still to come, found by the very code that decides: everybody who is asked approves, and whatever
// the process waits for comes, on a copy. Boundary events don't happen.
#include "core/engine.hpp"

namespace wf {
namespace {

Command by(PersonId actor, Instant at, Act act) {
    return {
        .act = std::move(act), .actor = std::move(actor), .by_administrator = true, .at = at, .comment = {}};
}

Command answer(const Definition& definition, const State& state, const Seat& seat) {
    const Node& node = *definition.find_node(state.find_token(seat.token)->node);
    if (!seat.givers.empty()) return by(seat.holder, state.last_at, Resolve{.task = seat.id});
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

// Answers as World does, except that whoever predicts may act for anybody.
class Anybody : public World {
public:
    explicit Anybody(World& world) : world_(world) {}
    bool is_member(std::string_view, std::string_view) override { return true; }
    std::optional<Person> person(std::string_view id) override { return world_.person(id); }
    std::vector<PersonId> active(const std::vector<PersonId>& people) override {
        return world_.active(people);
    }
    std::vector<PersonId> members(std::string_view group) override { return world_.members(group); }
    std::vector<PersonId> position_holders(std::string_view position, std::string_view department) override {
        return world_.position_holders(position, department);
    }
    PersonId department_head(std::string_view department) override {
        return world_.department_head(department);
    }
    std::vector<Superior> reporting_line(std::string_view person, const LineRule& line) override {
        return world_.reporting_line(person, line);
    }
    PersonId agent_of(std::string_view person, std::string_view definition, Instant at) override {
        return world_.agent_of(person, definition, at);
    }
    // Whose turn it will be is not known; looking must not use it up.
    std::size_t random(std::size_t) override { return 0; }
    PersonId next_in_turn(std::string_view, std::string_view, const std::vector<PersonId>& people) override {
        return people.front();
    }
    std::vector<std::int64_t> open_tasks(const std::vector<PersonId>& people) override {
        return world_.open_tasks(people);
    }
    std::optional<std::vector<PersonId>> people_by_function(std::string_view name,
                                                            const Json& data) override {
        return world_.people_by_function(name, data);
    }
    std::optional<feel::Value> business_row() override { return world_.business_row(); }
    bool took_part(std::string_view person) override { return world_.took_part(person); }
    // Nothing may happen when somebody only looks.
    FunctionResult call_function(std::string_view, const Json&) override {
        return {.found = true, .data = {}, .error_code = {}};
    }
    std::optional<TaskEnding> task_ending(SeatId task) override { return world_.task_ending(task); }
    std::string task_name(SeatId task) override { return world_.task_name(task); }

private:
    World& world_;
};

}  // namespace

std::vector<Entry> predict(const Definition& definition, const State& now, World& world,
                           std::size_t max_entries, const DecideLimits& decide_limits) {
    Anybody anybody{world};
    DecideLimits limits = decide_limits;
    limits.predicting = true;
    State state = now;
    std::vector<Entry> to_come;
    while (const std::optional<Command> command = next_command(definition, state)) {
        Decision decision = decide(definition, std::move(state), *command, anybody, limits);
        Accepted* accepted = std::get_if<Accepted>(&decision);
        if (!accepted) break;
        state = std::move(accepted->state);
        for (Entry& entry : accepted->entries) to_come.push_back(std::move(entry));
        if (to_come.size() >= max_entries) break;
    }
    return to_come;
}

}  // namespace wf
