// World, answered by SQL.
#pragma once

#include "core/model/world.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/command/host_row.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace wf::pg {

class SqlWorld : public World {
public:
    // For STABLE functions: sees what the calling query sees, and calls no function.
    SqlWorld(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row)
        : rights_(rights), tenant_(tenant), row_(row), access_(Access::ReadOnly) {}
    // The same, and asks registered functions who approves: for simulations.
    // `host`: the row that the simulation is about, if there is one.
    SqlWorld(EngineRights& rights, std::int64_t tenant, const InstanceRow& row, Access access,
             HostRow* host = nullptr)
        : rights_(rights), tenant_(tenant), row_(row), access_(access), calls_(&rights), host_(host) {}
    // For commands, which must see what is committed now, and the business row as they have locked it.
    SqlWorld(EngineRights& rights, std::int64_t tenant, const InstanceRow& row, HostRow& host)
        : rights_(rights),
          tenant_(tenant),
          row_(row),
          access_(Access::ReadWrite),
          calls_(&rights),
          host_(&host) {}

    std::optional<Person> person(std::string_view id) override;
    std::vector<PersonId> active(const std::vector<PersonId>& people) override;
    std::vector<PersonId> members(std::string_view group) override;
    bool is_member(std::string_view person, std::string_view group) override;
    std::vector<PersonId> position_holders(std::string_view position, std::string_view department) override;
    bool is_department(std::string_view id) override;
    PersonId department_head(std::string_view department) override;
    std::vector<Superior> reporting_line(std::string_view person, const LineRule& line) override;
    PersonId agent_of(std::string_view person, std::string_view definition, Instant at) override;
    std::size_t random(std::size_t count) override;
    PersonId next_in_turn(std::string_view definition, std::string_view node,
                          const std::vector<PersonId>& people) override;
    std::vector<std::int64_t> open_tasks(const std::vector<PersonId>& people) override;
    std::optional<std::vector<PersonId>> people_by_function(std::string_view name, const Json& data) override;
    std::optional<feel::Value> business_row() override;
    std::optional<RowFields> row_fields() override;
    void write_row(const std::vector<std::pair<std::string, feel::Value>>& fields) override;
    bool is_row_as_after(std::int64_t seq) override;
    std::vector<Entry> log() override;
    std::int64_t starts_since(std::string_view definition, std::string_view person, Instant since) override;
    bool took_part(std::string_view person) override;
    FunctionResult call_function(std::string_view name, const Json& data) override;
    std::optional<WorkingCalendar> calendar(std::string_view id) override;
    std::optional<TaskEnding> task_ending(SeatId task) override;
    std::string task_name(SeatId task) override;

private:
    const EngineRights& rights_;
    const std::int64_t tenant_;
    const InstanceRow& row_;
    const Access access_;
    EngineRights* const calls_ = nullptr;  // to step back while a function runs; nullptr: none is called
    HostRow* const host_ = nullptr;
};

}  // namespace wf::pg
