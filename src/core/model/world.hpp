// What decide needs from outside an instance, read-only. The adapter answers by SQL, unit tests by a map.
// Each answer that matters is written into an event, so replay asks nobody.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/model/state.hpp"
#include "core/model/working_calendar.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf {

struct Person {
    PersonId id;
    std::string name;
    PersonId manager;
    std::string department;
    std::string position;
    std::optional<std::int32_t> rank;
    bool active = true;
    Json attributes{"{}"};
};

struct Superior {
    std::int32_t level = 1;  // 1: the direct manager
    PersonId id;
};

// How a task came to its end, for those who act on it too late.
struct TaskEnding {
    PersonId actor;
    std::string action;
    Instant at = 0;
};

struct FunctionResult {
    bool found = false;      // a function of that name is registered
    Json data;               // what it returned: a JSON object, or empty for none
    std::string error_code;  // it asks for a BPMN error, which the process may catch; empty: none
};

// Who may write a field that is a column of the business row.
enum class RowRight : std::uint8_t {
    Fixed,   // nobody: it is of the row's key, or follows from other columns
    Listed,  // who acts at a node that lists it as `write`, and the initiator while the row is theirs
    Free,    // whoever may write the field
};
struct RowField {
    std::string name;
    feel::Value value;  // null: none
    RowRight right = RowRight::Listed;
};
// The fields of the form that are columns of the business row.
struct RowFields {
    std::vector<RowField> fields;
    PersonId changed_by{};  // who has changed the row last, if a column of it says so
    std::string title{};    // of the instance, if the row gives it another one now; else empty
};

class World {
public:
    virtual ~World() = default;

    virtual std::optional<Person> person(std::string_view id) = 0;
    // Those of `people` who exist and are active, in the order given.
    virtual std::vector<PersonId> active(const std::vector<PersonId>& people) = 0;
    // Active people, ordered by id. `group` is "role:<id>" or "department:<id>".
    virtual std::vector<PersonId> members(std::string_view group) = 0;
    // The same groups, and "everyone": every active person.
    virtual bool is_member(std::string_view person, std::string_view group) = 0;
    // Active holders, ordered by id; department empty: anywhere.
    virtual std::vector<PersonId> position_holders(std::string_view position,
                                                   std::string_view department) = 0;
    virtual bool is_department(std::string_view id) = 0;
    // Empty if there is none or they are not active.
    virtual PersonId department_head(std::string_view department) = 0;
    // Active superiors, nearest first, up to the end point of the rule, or to the top if nobody is it.
    // Inactive ones are skipped and not counted.
    virtual std::vector<Superior> reporting_line(std::string_view person, const LineRule& line) = 0;

    // To whom `person` has given their approvals of this definition at this moment; empty: nobody.
    virtual PersonId agent_of(std::string_view person, std::string_view definition, Instant at) = 0;
    // For assign: a number below `count`, as chance has it.
    virtual std::size_t random(std::size_t count) = 0;
    // The one of `people` (not empty) whose turn it is at this node of all instances.
    virtual PersonId next_in_turn(std::string_view definition, std::string_view node,
                                  const std::vector<PersonId>& people) = 0;
    // How many open tasks each of them has, in the order given.
    virtual std::vector<std::int64_t> open_tasks(const std::vector<PersonId>& people) = 0;
    // What the SQL function registered under `name` says of the form: ids of people, active or not; nothing
    // if no such function is registered.
    virtual std::optional<std::vector<PersonId>> people_by_function(std::string_view name,
                                                                    const Json& data) = 0;

    // All entries of this instance so far, for commands that look back.
    virtual std::vector<Entry> log() = 0;
    // How many instances of this definition were started since then, by `person` or (empty) by anybody.
    virtual std::int64_t starts_since(std::string_view definition, std::string_view person,
                                      Instant since) = 0;

    // The live row that the instance is bound to; nothing if it is not bound or the row is gone.
    virtual std::optional<feel::Value> business_row() = 0;
    // As the row has them now; nothing if no field is a column, or the row is gone.
    virtual std::optional<RowFields> row_fields() = 0;
    // Writes such fields into the row, within the caller's transaction: of all questions the only one, beside
    // call_function, that acts.
    virtual void write_row(const std::vector<std::pair<std::string, feel::Value>>& fields) = 0;
    // The row has the contents that it had after this entry, as far as the log knows.
    virtual bool is_row_as_after(std::int64_t seq) = 0;
    // Has this person acted on the instance or been given a copy of it?
    virtual bool took_part(std::string_view person) = 0;
    // Calls the SQL function registered under `name` with the form; its result is merged into the form. The
    // one thing here that may act: within the caller's transaction.
    virtual FunctionResult call_function(std::string_view name, const Json& data) = 0;
    // With all that its parents say; nothing if there is none of that name.
    virtual std::optional<WorkingCalendar> calendar(std::string_view id) = 0;
    virtual std::optional<TaskEnding> task_ending(SeatId task) = 0;
    // What people call this task, for messages: its id outside the instance.
    virtual std::string task_name(SeatId task) = 0;
};

}  // namespace wf
