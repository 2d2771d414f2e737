#include "pg/people/directory.hpp"

#include "pg/people/grants.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/tables.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::string_view role_prefix = "role:";
constexpr std::string_view department_prefix = "department:";
// Of a definition, and of the definitions of a department: granted, and asked for membership only.
constexpr std::string_view manager_prefix = "manager:";
constexpr std::string_view department_manager_prefix = "department_manager:";

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

// "role:admin" means the administrators, whatever their role is called.
std::string role_of_group(std::string_view group) {
    return group == "role:admin" ? settings::administrators_role() : std::string{group.substr(role_prefix.size())};
}

std::vector<PersonId> first_column(const Rows& rows) {
    std::vector<PersonId> people;
    people.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) people.push_back(rows.text(row, 1));
    return people;
}

std::optional<std::int32_t> rank_of(std::int64_t tenant, const Param& position, Access access) {
    const std::optional<TableRow> row = position_rows().find({int8(tenant), position}, all_columns, access);
    if (!row || (*row)[PositionColumn::rank].is_null) return {};
    return int4_of((*row)[PositionColumn::rank]);
}

}  // namespace

std::optional<Person> find_person(const EngineRights&, std::int64_t tenant, std::string_view id,
                                  Access access) {
    using At = PersonColumn;
    const std::optional<TableRow> row = person_rows().find({int8(tenant), text(id)}, all_columns, access);
    if (!row) return {};
    Person person{.id = text_of((*row)[At::id]),
                  .name = text_of((*row)[At::name]),
                  .manager = text_of((*row)[At::manager]),
                  .department = text_of((*row)[At::department]),
                  .position = text_of((*row)[At::position]),
                  .rank = {},
                  .active = is_true((*row)[At::active]),
                  .attributes = Json{json_of((*row)[At::attributes])}};
    if (const Param& rank = (*row)[At::rank]; !rank.is_null)
        person.rank = int4_of(rank);
    else if (const Param& position = (*row)[At::position]; !position.is_null)
        person.rank = rank_of(tenant, position, access);
    return person;
}

std::vector<PersonId> active_people(const EngineRights&, std::int64_t tenant,
                                    const std::vector<PersonId>& people, Access access) {
    static Statement many{
        R"(SELECT p.person_id
        FROM unnest($2) WITH ORDINALITY AS asked (person_id, place) JOIN wf.person p USING (person_id)
        WHERE p.tenant_id = $1 AND p.active
        ORDER BY asked.place)",
        {INT8OID, TEXTARRAYOID}};
    if (people.empty()) return {};
    if (people.size() == 1) {
        const std::optional<TableRow> person =
            person_rows().find({int8(tenant), text(people.front())}, 1ULL << PersonColumn::active, access);
        return person && is_true((*person)[PersonColumn::active]) ? people : std::vector<PersonId>{};
    }
    return first_column(many.run({int8(tenant), text_array(people)}, access));
}

std::vector<PersonId> group_members(const EngineRights&, std::int64_t tenant, std::string_view group,
                                    Access access) {
    static Statement of_role{
        R"(SELECT p.person_id
        FROM wf.role_member m JOIN wf.person p USING (tenant_id, person_id)
        WHERE m.tenant_id = $1 AND m.role_id = $2 AND p.active
        ORDER BY p.person_id COLLATE "C")",
        {INT8OID, TEXTOID}};
    static Statement of_department{
        R"(SELECT person_id COLLATE "C" AS person_id
        FROM wf.person
        WHERE tenant_id = $1 AND department_id = $2 AND active
        UNION SELECT person_id
        FROM wf.post t JOIN wf.person p USING (tenant_id, person_id)
        WHERE tenant_id = $1 AND t.department_id = $2 AND p.active
        ORDER BY person_id)",
        {INT8OID, TEXTOID}};
    if (starts_with(group, role_prefix))
        return first_column(of_role.run({int8(tenant), text(role_of_group(group))}, access));
    return first_column(
        of_department.run({int8(tenant), text(group.substr(department_prefix.size()))}, access));
}

bool is_group(std::string_view item) {
    return starts_with(item, role_prefix) || starts_with(item, department_prefix);
}

std::string role_called(const EngineRights&, std::int64_t tenant, std::string_view name) {
    static Statement find{
        R"(SELECT role_id
        FROM wf.role
        WHERE tenant_id = $1 AND (lower(role_id) = lower($2) OR lower(name) = lower($2))
        ORDER BY role_id = $2 DESC, lower(role_id) = lower($2) DESC, role_id COLLATE "C"
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    const Rows rows = find.run({int8(tenant), text(name)}, Access::ReadOnly);
    return rows.empty() ? std::string{} : rows.text(0, 1);
}

bool is_empty_group(const EngineRights&, std::int64_t tenant, std::string_view group) {
    static Statement in_role{
        R"(SELECT 1
        FROM wf.role_member m JOIN wf.person p USING (tenant_id, person_id)
        WHERE m.tenant_id = $1 AND m.role_id = $2 AND p.active
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    static Statement in_department{
        R"(SELECT 1
        FROM wf.person
        WHERE tenant_id = $1 AND department_id = $2 AND active
        UNION ALL SELECT 1
        FROM wf.post t JOIN wf.person p USING (tenant_id, person_id)
        WHERE t.tenant_id = $1 AND t.department_id = $2 AND p.active
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    const bool is_role = starts_with(group, role_prefix);
    const std::string id =
        is_role ? role_of_group(group) : std::string{group.substr(department_prefix.size())};
    return (is_role ? in_role : in_department).run({int8(tenant), text(id)}, Access::ReadWrite).empty();
}

bool is_group_member(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                     std::string_view group, Access access) {
    static Statement of_role{
        R"(SELECT 1
        FROM wf.role_member m JOIN wf.person p USING (tenant_id, person_id)
        WHERE m.tenant_id = $1 AND m.role_id = $2 AND m.person_id = $3 AND p.active)",
        {INT8OID, TEXTOID, TEXTOID}};
    static Statement of_department{
        R"(SELECT 1 FROM wf.person p WHERE p.tenant_id = $1 AND p.person_id = $3 AND p.active
        AND (p.department_id = $2 OR EXISTS (SELECT FROM wf.post t WHERE t.tenant_id = $1
            AND t.person_id = $3 AND t.department_id = $2)))",
        {INT8OID, TEXTOID, TEXTOID}};
    if (starts_with(group, manager_prefix))
        return is_manager(rights, tenant, person, group.substr(manager_prefix.size()), {}, access);
    if (starts_with(group, department_manager_prefix))
        return is_manager(rights, tenant, person, {}, group.substr(department_manager_prefix.size()), access);
    if (group == "everyone") return !active_people(rights, tenant, {std::string{person}}, access).empty();
    if (starts_with(group, role_prefix))
        return !of_role.run({int8(tenant), text(role_of_group(group)), text(person)}, access)
                    .empty();
    return !of_department
                .run({int8(tenant), text(group.substr(department_prefix.size())), text(person)}, access)
                .empty();
}

std::vector<PersonId> position_holders(const EngineRights&, std::int64_t tenant, std::string_view position,
                                       std::string_view department, Access access) {
    static Statement select{
        R"(SELECT person_id COLLATE "C" AS person_id
        FROM wf.person
        WHERE tenant_id = $1 AND position_id = $2 AND ($3 IS NULL OR department_id = $3) AND active
        UNION SELECT person_id
        FROM wf.post t JOIN wf.person p USING (tenant_id, person_id)
        WHERE tenant_id = $1 AND t.position_id = $2 AND ($3 IS NULL OR t.department_id = $3) AND p.active
        ORDER BY person_id)",
        {INT8OID, TEXTOID, TEXTOID}};
    return first_column(select.run({int8(tenant), text(position), text_or_null(department)}, access));
}

bool department_exists(const EngineRights&, std::int64_t tenant, std::string_view department, Access access) {
    static Statement select{"SELECT 1 FROM wf.department WHERE tenant_id = $1 AND department_id = $2",
                            {INT8OID, TEXTOID}};
    return !select.run({int8(tenant), text(department)}, access).empty();
}

PersonId department_head(const EngineRights&, std::int64_t tenant, std::string_view department,
                         Access access) {
    static Statement select{
        R"(SELECT p.person_id
        FROM wf.department d JOIN wf.person p ON p.tenant_id = d.tenant_id AND p.person_id = d.head_id
        WHERE d.tenant_id = $1 AND d.department_id = $2 AND p.active)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(department)}, access);
    return rows.empty() ? PersonId{} : rows.text(0, 1);
}

}  // namespace wf::pg
