// The directory's functions that ask who calls before they work with the engine's rights: mirrors of the
// host's tables, delegations. What they do is SQL (sql/directory).
#include "core/json/value_json.hpp"
#include "pg/server/arguments.hpp"
#include "pg/people/caller.hpp"
#include "pg/people/directory.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/gate.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Param time_or_null(std::optional<Instant> at) { return at ? time(*at) : null(); }
Param optional_text(const std::optional<std::string>& value) { return value ? text(*value) : null(); }

// Who is which database role, and who administers, is not for designers to say.
bool may_appoint(const CallerRole& role) {
    return role.administers || call([&] { return superuser_arg(role.user); });
}

void check_may_mirror(const CallerRole& role, const std::string& table, const Json& mapping) {
    if (may_appoint(role)) return;
    const std::optional<feel::Value> columns = value_from_json(mapping.text);
    const bool says_roles = columns && columns->is_context() && columns->get("db_role");
    if (table != "role_member" && !says_roles) return;
    throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE,
                "permission denied to mirror " + (says_roles ? std::string{"db_role"} : "wf." + table),
                "Only members of wf_admin may say which person a database role is, and who administers.", ""};
}

std::string load_directory(const std::optional<Json>& directory, std::int64_t tenant) {
    static Statement statement{"SELECT wf._load_directory($1, $2, $3)::text", {JSONBOID, INT8OID, BOOLOID}};
    const bool appoints = may_appoint(caller_role());
    return as_engine([&](EngineRights&) {
        return statement
            .run({directory ? jsonb(directory->text) : null(), int8(tenant), boolean(appoints)},
                 Access::ReadWrite)
            .text(0, 1);
    });
}

// Whoever is away may say who stands in for them, and so may an administrator.
void check_delegates(const EngineRights& rights, std::int64_t tenant, const Actor& actor,
                     const std::string& person) {
    if (actor.id == person || actor.administers ||
        is_group_member(rights, tenant, actor.id, "role:admin", Access::ReadOnly))
        return;
    throw Error::make(Code::NotAnAdministrator,
                      "\"" + actor.id + "\" may not delegate for \"" + person + "\"",
                      "Only that person and administrators may.",
                      "Administrators are the members of directory role \"" + settings::administrators_role() + "\".");
}

std::string principal_of(std::int64_t tenant, std::int64_t delegation) {
    static Statement select{
        "SELECT person_id FROM wf.delegation WHERE tenant_id = $1 AND delegation_id = $2 FOR UPDATE",
        {INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(delegation)}, Access::ReadWrite);
    if (rows.empty())
        throw Error::make(Code::DelegationNotFound,
                          "delegation " + std::to_string(delegation) + " does not exist", "",
                          "They are listed in wf.delegations.");
    return rows.text(0, 1);
}

std::int64_t mirror(const std::string& table, Oid source, const Json& mapping, std::int64_t tenant) {
    static Statement statement{"SELECT wf._mirror($1, $2, $3, $4, $5)",
                               {TEXTOID, REGCLASSOID, JSONBOID, INT8OID, OIDOID}};
    const Oid caller = GetUserId();
    return as_engine([&](EngineRights&) {
        return statement
            .run({text(table), oid(source), jsonb(mapping.text), int8(tenant), oid(caller)}, Access::ReadWrite)
            .int8(0, 1);
    });
}

void unmirror(const std::string& table, Oid source, std::int64_t tenant) {
    static Statement statement{"SELECT wf._unmirror($1, $2, $3, $4)",
                               {TEXTOID, REGCLASSOID, INT8OID, OIDOID}};
    const Oid caller = GetUserId();
    as_engine([&](EngineRights&) {
        statement.run({text(table), oid(source), int8(tenant), oid(caller)}, Access::ReadWrite);
    });
}

// What wf.add_delegation and wf.delegation_preview are about.
struct Delegation {
    std::string person;
    std::string agent;
    Instant from = 0;
    std::optional<Instant> until;
    std::optional<std::string> definition;
};

Delegation take_delegation(Arguments& args) {
    return {.person = args.required_text("person"),
            .agent = args.required_text("agent"),
            .from = args.required_time("valid_from"),
            .until = args.time("valid_until"),
            .definition = args.text("definition")};
}

std::int64_t add_delegation(const Delegation& delegation, const std::optional<std::string>& named_actor,
                            std::int64_t tenant) {
    static Statement statement{"SELECT wf._add_delegation($1, $2, $3, $4, $5, $6, $7)",
                               {TEXTOID, TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, INT8OID}};
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        const Actor actor = check_actor_or_system(rights, named_actor, role, tenant);
        check_delegates(rights, tenant, actor, delegation.person);
        const Rows rows = statement.run(
            {text(delegation.person), text(delegation.agent), time(delegation.from),
             time_or_null(delegation.until), optional_text(delegation.definition), text(actor.id), int8(tenant)},
            Access::ReadWrite);
        return rows.int8(0, 1);
    });
}

void end_delegation(std::int64_t id, Instant at, const std::optional<std::string>& named_actor,
                    std::int64_t tenant) {
    static Statement statement{"SELECT wf._end_delegation($1, $2, $3)", {INT8OID, TIMESTAMPTZOID, INT8OID}};
    const CallerRole role = caller_role();
    as_engine([&](EngineRights& rights) {
        const Actor actor = check_actor_or_system(rights, named_actor, role, tenant);
        check_delegates(rights, tenant, actor, principal_of(tenant, id));
        statement.run({int8(id), time(at), int8(tenant)}, Access::ReadWrite);
    });
}

struct Moved {
    std::int64_t task = 0;
    std::int64_t instance = 0;
    std::string definition, title, node, conflict;
};

std::vector<Moved> preview(const Delegation& delegation, std::int64_t tenant) {
    static Statement statement{
        R"(SELECT task_id, instance_id, definition_key, title, node, conflict
        FROM wf._delegation_preview($1, $2, $3, $4, $5, $6))",
        {TEXTOID, TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID, TEXTOID, INT8OID}};
    const CallerRole role = caller_role();
    return as_engine([&](EngineRights& rights) {
        if (!role.sees_all)
            check_delegates(rights, tenant,
                            {.id = check_actor(rights, current_actor(rights, tenant), role, tenant),
                             .administers = false},
                            delegation.person);
        const Rows rows =
            statement.run({text(delegation.person), text(delegation.agent), time(delegation.from),
                           time_or_null(delegation.until), optional_text(delegation.definition), int8(tenant)},
                          Access::ReadOnly);
        std::vector<Moved> moved;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (refusal_to_use(rights, role, tenant, rows.text(row, 3))) continue;
            moved.push_back({.task = rows.int8(row, 1),
                             .instance = rows.int8(row, 2),
                             .definition = rows.text(row, 3),
                             .title = rows.text(row, 4),
                             .node = rows.text(row, 5),
                             .conflict = rows.text(row, 6)});
        }
        return moved;
    });
}

void add_moved(RowSet& rows, const std::vector<Moved>& moved) {
    for (const Moved& task : moved)
        rows.add({int8(task.task), int8(task.instance), text(task.definition), text(task.title),
                  text(task.node), text_or_null(task.conflict)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_load_directory);
Datum wf_load_directory(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<Json> directory = args.json("directory");
        return jsonb_datum(load_directory(directory, args.tenant()));
    });
}

PG_FUNCTION_INFO_V1(wf_mirror);
Datum wf_mirror(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string table = args.required_text("directory_table");
        const Oid source = args.required_regclass("source");
        const Json mapping = args.required_json("mapping");
        const std::int64_t tenant = args.tenant();
        check_may_mirror(caller_role(), table, mapping);
        return Int64GetDatum(mirror(table, source, mapping, tenant));
    });
}

PG_FUNCTION_INFO_V1(wf_unmirror);
Datum wf_unmirror(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string table = args.required_text("directory_table");
        const Oid source = args.required_regclass("source");
        unmirror(table, source, args.tenant());
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_add_delegation);
Datum wf_add_delegation(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Delegation delegation = take_delegation(args);
        const std::optional<std::string> actor = args.text("actor");
        return Int64GetDatum(add_delegation(delegation, actor, args.tenant()));
    });
}

PG_FUNCTION_INFO_V1(wf_end_delegation);
Datum wf_end_delegation(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t delegation = args.required_int8("delegation_id");
        const Instant at = args.required_time("at");
        const std::optional<std::string> actor = args.text("actor");
        end_delegation(delegation, at, actor, args.tenant());
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_delegation_preview);
Datum wf_delegation_preview(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Delegation delegation = take_delegation(args);
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        add_moved(rows, preview(delegation, tenant));
        return Datum{0};
    });
}
}
