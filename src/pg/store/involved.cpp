#include "pg/store/involved.hpp"

#include "core/base/values.hpp"
#include "core/model/names.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/tables.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::string_view person_prefix = "person:";

// A group may be the whole company. Beyond a hundred it is noted as a group: its members of today have been asked.
void note_groups(std::int64_t tenant, std::int64_t instance, const std::vector<std::string>& groups) {
    static Statement insert{
        R"(WITH member (who) AS (
            SELECT DISTINCT p.person_id
            FROM (SELECT m.person_id FROM wf.role_member m
                  WHERE m.tenant_id = $1 AND 'role:' || m.role_id = ANY ($3) AND m.role_id <> 'admin'
                  UNION ALL SELECT m.person_id FROM wf.role_member m
                  WHERE m.tenant_id = $1 AND m.role_id = wf._administrators_role() AND 'role:admin' = ANY ($3)
                  UNION ALL SELECT d.person_id FROM wf.person d
                  WHERE d.tenant_id = $1 AND d.department_id = ANY ($4)
                  UNION ALL SELECT t.person_id FROM wf.post t
                  WHERE t.tenant_id = $1 AND t.department_id = ANY ($4)) AS m
            JOIN wf.person p ON p.tenant_id = $1 AND p.person_id = m.person_id AND p.active
            LIMIT 101)
        INSERT INTO wf.involved (tenant_id, instance_id, who)
        SELECT $1, $2, unnest($3)
        UNION SELECT $1, $2, m.who FROM member m WHERE (SELECT count(*) FROM member) <= 100
        ON CONFLICT DO NOTHING)",
        {INT8OID, INT8OID, TEXTARRAYOID, TEXTARRAYOID}};
    constexpr std::string_view department = "department:";
    std::vector<std::string> departments;
    for (const std::string& group : groups)
        if (group.starts_with(department)) departments.push_back(group.substr(department.size()));
    insert.run({int8(tenant), int8(instance), text_array(groups), text_array(departments)}, Access::ReadWrite);
}

}  // namespace

void note_involved(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                   std::vector<std::string> people) {
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    std::erase_if(people, [](const std::string& who) { return who.empty() || who == system_actor; });
    std::vector<Param> rows;
    for (const std::string& person : people)
        rows.insert(rows.end(), {text(person), int8(tenant), int8(instance)});
    if (!rows.empty()) involved_rows().insert_new(rows);
}

void note_asked(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                const std::vector<const Seat*>& seats, std::vector<std::string> people) {
    std::vector<std::string> groups;
    for (const Seat* seat : seats) {
        people.push_back(seat->holder);
        people.push_back(seat->on_behalf_of());
        for (const std::string& candidate : seat->candidates) {
            if (candidate == "everyone") continue;  // that is no news of anybody
            if (candidate.starts_with(person_prefix))
                people.push_back(candidate.substr(person_prefix.size()));
            else
                groups.push_back(candidate);
        }
    }
    note_involved(rights, tenant, instance, std::move(people));
    if (!groups.empty()) note_groups(tenant, instance, groups);
}

void note_seldom_status(const EngineRights&, std::int64_t tenant, std::int64_t instance, Status status) {
    if (status == Status::Running || status == Status::Completed) return;
    seldom_statuses().insert_new({text(name_of(status)), int8(tenant), int8(instance)});
}

void note_held(const EngineRights&, std::int64_t tenant, std::int64_t instance, const State& state) {
    if (state.is_held())
        held_rows().insert_new({int8(tenant), int8(instance), time(state.last_at)});
    else
        held_rows().remove({int8(tenant), int8(instance)});
}

}  // namespace wf::pg
