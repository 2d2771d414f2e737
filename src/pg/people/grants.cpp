#include "pg/people/grants.hpp"

#include "core/model/rejection.hpp"
#include "pg/people/directory.hpp"
#include "pg/people/gate.hpp"
#include "pg/rows/seldom_filled.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/store/tables.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Nearly always nobody is limited, and every command asks.
bool is_anybody_limited() {
    static SeldomFilled limits{"app_grant"};
    return call([] { return limits.may_have_rows(); });
}

// The roles whose limits count: of the session too, which SET ROLE does not change. A superuser has the
// privileges of every role, but is limited by none.
std::vector<std::int64_t> roles_in_force(const CallerRole& role) {
    std::vector<std::int64_t> roles;
    for (const Oid user : {Oid{role.user}, GetSessionUserId()})
        if (!call([&] { return superuser_arg(user); })) roles.push_back(user);
    return roles;
}

// What `person` has been granted, personally or as a member of a role or department.
constexpr const char* is_granted =
    "EXISTS (SELECT FROM wf.definition_grant g WHERE g.tenant_id = $1 AND g.definition_key = $3 "
    "        AND g.permission = ANY ($5) AND g.grantee = ANY (wf._groups($1, $2))) "
    "OR EXISTS (SELECT FROM wf.department_grant g WHERE g.tenant_id = $1 AND g.department_id = $4 "
    "           AND g.grantee = ANY (wf._groups($1, $2)))";

struct NewestVersion {
    bool exists = false;
    std::string department;
};

NewestVersion newest_version(std::int64_t tenant, const std::string& key) {
    static Statement newest{
        R"(SELECT department
        FROM wf.definition
        WHERE tenant_id = $1 AND key = $2
        ORDER BY version DESC
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    const Rows rows = newest.run({int8(tenant), text(key)}, Access::ReadWrite);
    if (rows.empty()) return {};
    return {.exists = true, .department = rows.text(0, 1)};
}

bool is_admin(const EngineRights& rights, std::int64_t tenant, std::string_view person, Access access) {
    return is_group_member(rights, tenant, person, "role:admin", access);
}

[[noreturn]] void may_not_design(const std::string& person, const std::string& key) {
    throw Error::make(Code::MayNotDesign, "\"" + person + "\" may not change definition \"" + key + "\"",
                      "This person manages neither it nor the department that it belongs to.",
                      "An administrator can grant it with wf.grant_definition or wf.grant_department.");
}

}  // namespace

bool is_manager(const EngineRights&, std::int64_t tenant, std::string_view person,
                std::string_view definition, std::string_view department, Access access) {
    static Statement query{std::string{"SELECT "}.append(is_granted),
                           {INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTARRAYOID}};
    return query
        .run({int8(tenant), text(person), text(definition), text(department), text_array({"manage"})}, access)
        .boolean(0, 1);
}

bool administers(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                 const Definition& definition, Access access) {
    return is_admin(rights, tenant, person, access) ||
           is_manager(rights, tenant, person, definition.key, definition.department, access);
}

bool may_start(const EngineRights& rights, std::int64_t tenant, const Actor& actor,
               const Definition& definition, Access access) {
    static SeldomFilled grants{"definition_grant"};
    // The usual case: nobody has been granted anything.
    if (!call([] { return grants.may_have_rows(); })) return true;
    if (!definition_grants().find({int8(tenant), text(definition.key)}, 0, access)) return true;
    static Statement query{std::string{R"(SELECT NOT EXISTS (SELECT FROM wf.definition_grant
            WHERE tenant_id = $1 AND definition_key = $3 AND permission = 'start')
            OR )"}
                               .append(is_granted),
                           {INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTARRAYOID}};
    const Rows rows = query.run({int8(tenant), text(actor.id), text(definition.key),
                                 text(definition.department), text_array({"start", "manage"})},
                                access);
    return rows.boolean(0, 1) || actor.administers || is_admin(rights, tenant, actor.id, access);
}

void check_may_start(const EngineRights& rights, std::int64_t tenant, const Actor& actor,
                     const Definition& definition) {
    if (may_start(rights, tenant, actor, definition, Access::ReadWrite)) return;
    Error error = to_error(refuse::may_not_start(actor.id, definition.key));
    error.detail = "It has been granted to others.";
    error.hint = "An administrator can grant it with wf.grant_definition(..., permission => 'start').";
    throw error;
}

void check_may_design(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                      const std::optional<std::string>& actor, const std::string& key,
                      const std::string& department) {
    check_may_use(rights, role, tenant, key);
    if (role.designs || role.administers) return;
    const std::string person = check_actor(rights, actor, role, tenant);
    if (!is_manager(rights, tenant, person, key, department, Access::ReadWrite) &&
        !is_admin(rights, tenant, person, Access::ReadWrite))
        may_not_design(person, key);
    if (newest_version(tenant, key).exists) check_may_design(rights, tenant, role, actor, key);
}

void check_may_design(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                      const std::optional<std::string>& actor, const std::string& key) {
    check_may_use(rights, role, tenant, key);
    if (role.designs || role.administers) return;
    const std::string person = check_actor(rights, actor, role, tenant);
    const std::string department = newest_version(tenant, key).department;
    if (!is_manager(rights, tenant, person, key, department, Access::ReadWrite) &&
        !is_admin(rights, tenant, person, Access::ReadWrite))
        may_not_design(person, key);
}

bool may_use(const EngineRights&, const CallerRole& role, std::int64_t tenant, std::string_view definition) {
    static Statement query{
        R"(SELECT count(*) = 0 OR coalesce(bool_or(g.tenant_id = $2 AND g.definition_key = $3), false)
        FROM wf.app_grant g JOIN pg_roles r ON r.rolname = g.db_role
        WHERE EXISTS (SELECT FROM unnest($1) AS mine (role) WHERE pg_has_role(mine.role::oid, r.oid, 'USAGE')))",
        {INT8ARRAYOID, INT8OID, TEXTOID}};
    if (!is_anybody_limited()) return true;
    const std::vector<std::int64_t> roles = roles_in_force(role);
    return roles.empty() ||
           query.run({int8_array(roles), int8(tenant), text(definition)}, Access::ReadOnly).boolean(0, 1);
}

void check_may_use(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                   std::string_view definition) {
    if (std::optional<Error> refused = refusal_to_use(rights, role, tenant, definition))
        throw *std::move(refused);
}

std::optional<std::vector<std::int64_t>> usable_definitions(const EngineRights&, const CallerRole& role) {
    static Statement query{
        R"(SELECT d.definition_id
        FROM wf.app_grant g
            JOIN pg_roles r ON r.rolname = g.db_role
            LEFT JOIN wf.definition d ON d.tenant_id = g.tenant_id AND d.key = g.definition_key
        WHERE EXISTS (SELECT FROM unnest($1) AS mine (role) WHERE pg_has_role(mine.role::oid, r.oid, 'USAGE')))",
        {INT8ARRAYOID}};
    if (!is_anybody_limited()) return {};
    const std::vector<std::int64_t> roles = roles_in_force(role);
    if (roles.empty()) return {};
    const Rows rows = query.run({int8_array(roles)}, Access::ReadOnly);
    if (rows.empty()) return {};
    std::vector<std::int64_t> definitions;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (!rows.is_null(row, 1)) definitions.push_back(rows.int8(row, 1));
    return definitions;
}

}  // namespace wf::pg
