// A World that answers from maps, and the small company that most tests play in.
#pragma once

#include "core/model/world.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wf::test {

class TestWorld : public World {
public:
    std::map<PersonId, Person, std::less<>> people;
    std::map<std::string, std::set<PersonId>, std::less<>> roles;
    std::map<std::string, PersonId, std::less<>> heads;  // department -> its head
    std::optional<feel::Value> row;                      // the business row
    std::set<PersonId, std::less<>> participants;        // have acted, or got a copy
    std::map<std::uint32_t, TaskEnding> endings;         // by seat
    std::optional<RowFields> fields_of_row;              // those of the form that are columns
    std::set<std::int64_t> other_rows;                   // entries after which the row had other contents
    int row_asked = 0;
    int people_asked = 0;
    int members_asked = 0;

    void add(PersonId id, PersonId manager = {}, std::string department = {}, std::string position = {},
             std::int32_t rank = 0) {
        Person person;
        person.id = person.name = id;
        person.manager = std::move(manager);
        person.department = std::move(department);
        person.position = std::move(position);
        person.rank = rank;
        people[id] = std::move(person);
    }
    void leaves(const PersonId& id) { people.at(id).active = false; }
    bool is_active(std::string_view id) const {
        const auto found = people.find(id);
        return found != people.end() && found->second.active;
    }

    std::optional<Person> person(std::string_view id) override {
        ++people_asked;
        const auto found = people.find(id);
        return found == people.end() ? std::nullopt : std::optional{found->second};
    }
    std::vector<PersonId> active(const std::vector<PersonId>& ids) override {
        std::vector<PersonId> result;
        for (const PersonId& id : ids)
            if (is_active(id)) result.push_back(id);
        return result;
    }
    std::vector<PersonId> members(std::string_view group) override {
        ++members_asked;
        return those([&](const Person& person) { return belongs(person, group); });
    }
    bool is_member(std::string_view id, std::string_view group) override {
        return is_active(id) && belongs(people.find(id)->second, group);
    }
    std::vector<PersonId> position_holders(std::string_view position, std::string_view department) override {
        return those([&](const Person& person) {
            return person.position == position && (department.empty() || person.department == department);
        });
    }
    bool is_department(std::string_view id) override {
        return heads.contains(id) || std::ranges::any_of(people, [&](const auto& one) {
                   return one.second.department == id;
               });
    }
    PersonId department_head(std::string_view department) override {
        const auto head = heads.find(department);
        return head != heads.end() && is_active(head->second) ? head->second : PersonId{};
    }
    std::vector<Superior> reporting_line(std::string_view start, const LineRule& rule) override {
        std::vector<Superior> superiors;
        bool end_found = false;
        std::set<PersonId> met{PersonId{start}};
        std::int32_t level = 0;
        const Person* person = find(start);
        while (person && !end_found) {
            person = find(person->manager);
            if (!person || !met.insert(person->id).second) break;
            if (!person->active) continue;
            superiors.push_back({.level = ++level, .id = person->id});
            end_found = ends(rule, *person, level, start);
        }
        return superiors;
    }

    std::map<PersonId, PersonId, std::less<>> agents;  // principal -> agent
    PersonId agent_of(std::string_view id, std::string_view, Instant) override {
        const auto found = agents.find(id);
        return found == agents.end() ? PersonId{} : found->second;
    }
    std::size_t next_random = 0;
    std::size_t random(std::size_t count) override { return next_random % count; }
    PersonId last_turn;
    PersonId next_in_turn(std::string_view, std::string_view, const std::vector<PersonId>& ids) override {
        const auto found = std::find(ids.begin(), ids.end(), last_turn);
        last_turn = found == ids.end() || found + 1 == ids.end() ? ids.front() : *(found + 1);
        return last_turn;
    }
    std::map<PersonId, std::int64_t, std::less<>> loads;
    std::vector<std::int64_t> open_tasks(const std::vector<PersonId>& ids) override {
        std::vector<std::int64_t> counts;
        for (const PersonId& id : ids) counts.push_back(loads[id]);
        return counts;
    }
    std::map<std::string, std::vector<PersonId>, std::less<>> people_functions;
    std::optional<std::vector<PersonId>> people_by_function(std::string_view name, const Json&) override {
        const auto found = people_functions.find(name);
        return found == people_functions.end() ? std::nullopt : std::optional{found->second};
    }

    std::optional<RowFields> row_fields() override { return fields_of_row; }
    void write_row(const std::vector<std::pair<std::string, feel::Value>>& fields) override {
        for (const auto& [name, value] : fields)
            for (RowField& field : fields_of_row->fields)
                if (field.name == name) field.value = value;
    }
    bool is_row_as_after(std::int64_t seq) override { return !other_rows.contains(seq); }
    std::optional<feel::Value> business_row() override {
        ++row_asked;
        return row;
    }
    std::vector<Entry> entries;  // of the instance so far
    std::vector<Entry> log() override { return entries; }
    std::int64_t starts = 0;
    std::int64_t starts_since(std::string_view, std::string_view, Instant) override { return starts; }
    bool took_part(std::string_view id) override { return participants.contains(id); }
    std::map<std::string, FunctionResult, std::less<>> functions;
    std::vector<std::pair<std::string, std::string>> calls;  // of functions: name, data
    FunctionResult call_function(std::string_view name, const Json& data) override {
        calls.emplace_back(name, data.text);
        const auto found = functions.find(name);
        return found == functions.end() ? FunctionResult{} : found->second;
    }
    std::map<std::string, WorkingCalendar, std::less<>> calendars;
    std::optional<WorkingCalendar> calendar(std::string_view id) override {
        const auto found = calendars.find(id);
        return found == calendars.end() ? std::nullopt : std::optional{found->second};
    }
    std::optional<TaskEnding> task_ending(SeatId task) override {
        const auto found = endings.find(task.value);
        return found == endings.end() ? std::nullopt : std::optional{found->second};
    }
    std::string task_name(SeatId task) override { return std::to_string(task.value); }

private:
    const Person* find(std::string_view id) const {
        const auto found = people.find(id);
        return found == people.end() ? nullptr : &found->second;
    }

    template <class Test>
    std::vector<PersonId> those(Test test) const {
        std::vector<PersonId> result;
        for (const auto& [id, person] : people)
            if (person.active && test(person)) result.push_back(id);
        return result;
    }

    bool belongs(const Person& person, std::string_view group) const {
        if (group == "everyone") return true;
        if (group.starts_with("department:")) return person.department == group.substr(11);
        const auto role = roles.find(group.substr(5));
        return role != roles.end() && role->second.contains(person.id);
    }

    bool ends(const LineRule& rule, const Person& person, std::int32_t level, std::string_view start) const {
        switch (rule.end) {
            case LineEnd::Level:
                return level >= rule.level;
            case LineEnd::Position:
                return person.position == rule.until;
            case LineEnd::Rank:
                return person.rank.value_or(0) >= rule.rank;
            case LineEnd::Role:
                return belongs(person, "role:" + rule.until);
            case LineEnd::DepartmentHead: {
                const auto heads_it = [&](const std::string& department) {
                    const auto head = heads.find(department);
                    return head != heads.end() && head->second == person.id;
                };
                return heads_it(find(start)->department) || heads_it(person.department);
            }
            case LineEnd::Top:
                return false;
        }
        return false;
    }
};

//                     boss (director, hq)
//           lea (lead, dev)            eve (clerk, hr)     adam (administrator)
//   ann  bob  carl (dev)  dora (sales, whose head has left)  gone (dev, has left)
inline TestWorld company() {
    TestWorld world;
    world.add("boss", "", "hq", "director", 9);
    world.add("lea", "boss", "dev", "lead", 5);
    world.add("eve", "boss", "hr", "clerk", 2);
    world.add("ann", "lea", "dev", "clerk", 1);
    world.add("bob", "lea", "dev", "clerk", 1);
    world.add("carl", "lea", "dev", "expert", 3);
    world.add("dora", "lea", "sales", "clerk", 1);
    world.add("gone", "lea", "dev", "clerk", 1);
    world.add("adam");
    world.leaves("gone");
    world.roles = {
        {"admin", {"adam"}}, {"board", {"bob", "carl", "dora", "gone"}}, {"hr", {"eve"}}, {"left", {"gone"}}};
    world.heads = {{"dev", "lea"}, {"hr", "eve"}, {"sales", "gone"}};
    return world;
}

}  // namespace wf::test
