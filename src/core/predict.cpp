// What is still to come, found by the very code that decides: everybody who is asked approves, on a copy.
#include "core/engine.hpp"

namespace wf {
namespace {

const Seat* next_open_seat(const State& state) {
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open) return &seat;
    return nullptr;
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
                           std::size_t max_entries, const DecideLimits& limits) {
    Anybody anybody{world};
    State state = now;
    std::vector<Entry> to_come;
    while (const Seat* seat = next_open_seat(state)) {
        const Command command{.act = Approve{.task = seat->id, .data = {}},
                              .actor = seat->holder,
                              .by_administrator = false,
                              .at = state.last_at,
                              .comment = {}};
        Decision decision = decide(definition, std::move(state), command, anybody, limits);
        Accepted* accepted = std::get_if<Accepted>(&decision);
        if (!accepted) break;
        state = std::move(accepted->state);
        for (Entry& entry : accepted->entries) to_come.push_back(std::move(entry));
        if (to_come.size() >= max_entries) break;
    }
    return to_come;
}

}  // namespace wf
