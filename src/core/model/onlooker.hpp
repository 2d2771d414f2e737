// A World for whoever only looks: it answers as another one does, and nothing happens in it. Turns are not
// used up, no chance is taken, no script function is called.
#pragma once

#include "core/model/world.hpp"

namespace wf {

class Onlooker : public World {
public:
    explicit Onlooker(World& world) : world_(world) {}

    std::optional<Person> person(std::string_view id) override { return world_.person(id); }
    std::vector<PersonId> active(const std::vector<PersonId>& people) override {
        return world_.active(people);
    }
    std::vector<PersonId> members(std::string_view group) override { return world_.members(group); }
    bool is_member(std::string_view person, std::string_view group) override {
        return world_.is_member(person, group);
    }
    std::vector<PersonId> position_holders(std::string_view position, std::string_view department) override {
        return world_.position_holders(position, department);
    }
    bool is_department(std::string_view id) override { return world_.is_department(id); }
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
    std::optional<RowFields> row_fields() override { return world_.row_fields(); }
    void write_row(const std::vector<std::pair<std::string, feel::Value>>&) override {}
    bool is_row_as_after(std::int64_t seq) override { return world_.is_row_as_after(seq); }
    std::vector<Entry> log() override { return world_.log(); }
    std::int64_t starts_since(std::string_view definition, std::string_view person, Instant since) override {
        return world_.starts_since(definition, person, since);
    }
    bool took_part(std::string_view person) override { return world_.took_part(person); }
    FunctionResult call_function(std::string_view, const Json&) override {
        return {.found = true, .data = {}, .error_code = {}};
    }
    std::optional<WorkingCalendar> calendar(std::string_view id) override { return world_.calendar(id); }
    std::optional<TaskEnding> task_ending(SeatId task) override { return world_.task_ending(task); }
    std::string task_name(SeatId task) override { return world_.task_name(task); }

private:
    World& world_;
};

}  // namespace wf
