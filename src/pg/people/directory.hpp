// The organisation, read by SQL: people, groups and reporting lines.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/world.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

struct LineMember {
    std::int32_t level = 0;
    std::string person;
    std::string name;
    std::string position;
    std::string department;
};

struct Line {
    std::vector<LineMember> members;  // active superiors, nearest first
    bool in_cycle = false;            // the walk came back to somebody it had met
    bool is_known = false;            // the person is there, or was at that moment
};

// The chain above `person`, by one recursive query on a saved plan. `levels`: at most so many.
Line reporting_line(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                    std::optional<std::int32_t> levels, const LineRule& rule, Access access);

// A WARNING to the client: nobody in the line is its top.
void warn_of_cycle(std::string_view person);

// The same as of a moment in the past. Names, further posts and the ranks of positions have no history: names
// and ranks are those of today, posts don't count.
Line reporting_line_at(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                       std::optional<std::int32_t> levels, const LineRule& rule, Instant at);

// The active people below `person`, nearest first; inactive ones are walked through and not counted.
std::vector<LineMember> subordinates(const EngineRights& rights, std::int64_t tenant,
                                     std::string_view person);

// A person is a member of the departments, and holds the positions, of all their posts.
std::optional<Person> find_person(const EngineRights& rights, std::int64_t tenant, std::string_view id,
                                  Access access);
std::vector<PersonId> active_people(const EngineRights& rights, std::int64_t tenant,
                                    const std::vector<PersonId>& people, Access access);
std::vector<PersonId> group_members(const EngineRights& rights, std::int64_t tenant, std::string_view group,
                                    Access access);
// "role:<id>" or "department:<id>".
bool is_group(std::string_view item);
// The role whose id or name this is, in letters of any case; an id counts before a name. Empty: none.
std::string role_called(const EngineRights& rights, std::int64_t tenant, std::string_view name);
bool is_empty_group(const EngineRights& rights, std::int64_t tenant, std::string_view group);
bool is_group_member(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                     std::string_view group, Access access);
std::vector<PersonId> position_holders(const EngineRights& rights, std::int64_t tenant,
                                       std::string_view position, std::string_view department, Access access);
bool department_exists(const EngineRights& rights, std::int64_t tenant, std::string_view department,
                       Access access);
PersonId department_head(const EngineRights& rights, std::int64_t tenant, std::string_view department,
                         Access access);

}  // namespace wf::pg
