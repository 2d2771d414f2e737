#include "pg/verbs/deploy.hpp"

#include "core/form/field_access.hpp"
#include "pg/jobs/start_events.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/callers_language.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/verbs/draft.hpp"
#include "pg/verbs/findings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void refuse_definition(const Findings& findings, const Deployment& deployment) {
    Findings errors;
    for (const Finding& finding : findings)
        if (refuses(finding, deployment.allow_unsound)) errors.push_back(finding);
    refuse_errors(errors, "definition",
                  deployment.bpmn.empty()
                      ? "SELECT * FROM wf.validate(definition) gives each with a code and a hint."
                      : "SELECT * FROM wf.validate_bpmn(document) gives each with a code and a hint.");
}

struct Version {
    std::int64_t definition = 0;
    std::int32_t number = 0;
};

// The newest version of the key, if it was made from this very source.
std::optional<Version> same_as_newest(std::int64_t tenant, const std::string& key,
                                      const Deployment& deployment) {
    static Statement newest{
        R"(SELECT definition_id, version
        FROM (SELECT definition_id, version, checksum, bpmn, process_id FROM wf.definition WHERE tenant_id = $1
            AND key = $2 ORDER BY version DESC LIMIT 1) n
        WHERE checksum = encode(sha256(convert_to($3::text, 'UTF8')), 'hex')
            AND bpmn IS NOT DISTINCT FROM $4 AND process_id IS NOT DISTINCT FROM $5)",
        {INT8OID, TEXTOID, JSONBOID, TEXTOID, TEXTOID}};
    const Rows rows =
        newest.run({int8(tenant), text(key), jsonb(deployment.source), text_or_null(deployment.bpmn),
                    text_or_null(deployment.process)},
                   Access::ReadWrite);
    if (rows.empty()) return {};
    return Version{.definition = rows.int8(0, 1), .number = rows.int4(0, 2)};
}

Version insert(std::int64_t tenant, const Named& named, const CheckedDefinition& checked,
               const Deployment& deployment) {
    static Statement statement{
        R"(INSERT INTO wf.definition (tenant_id, key, version, status, source, bpmn, checksum,
            deployed_at, deployed_by, department, hides_fields, kept_table, process_id)
        SELECT $1, $2, coalesce((SELECT max(version) FROM wf.definition WHERE tenant_id = $1
            AND key = $2), 0) + 1, 'draft', $3, $4, encode(sha256(convert_to($3::text, 'UTF8')),
            'hex'), clock_timestamp(), session_user, $3 ->> 'department', $5, $6, $7
        RETURNING definition_id, version)",
        {INT8OID, TEXTOID, JSONBOID, TEXTOID, BOOLOID, TEXTOID, TEXTOID}};
    const Rows rows = statement.run(
        {int8(tenant), text(named.key), jsonb(deployment.source), text_or_null(deployment.bpmn),
         boolean(checked.compiled && hides_fields(*checked.compiled)), text_or_null(checked.kept_table),
         text_or_null(deployment.process)},
        Access::ReadWrite);
    return {.definition = rows.int8(0, 1), .number = rows.int4(0, 2)};
}

// Deployed again by somebody who may: the table is kept from now on.
void keep_table(std::int64_t tenant, std::int64_t definition, const std::string& table) {
    static Statement update{
        R"(UPDATE wf.definition
        SET kept_table = $3
        WHERE tenant_id = $1 AND definition_id = $2 AND kept_table IS DISTINCT FROM $3)",
        {INT8OID, INT8OID, TEXTOID}};
    if (!table.empty()) update.run({int8(tenant), int8(definition), text(table)}, Access::ReadWrite);
}

// False: it is the active one already.
bool activate_version(std::int64_t tenant, const std::string& key, std::int32_t version) {
    static Statement retire{
        R"(UPDATE wf.definition
        SET status = 'retired'
        WHERE tenant_id = $1 AND key = $2 AND version <> $3 AND status IN ('active', 'suspended'))",
        {INT8OID, TEXTOID, INT4OID}};
    static Statement activate{
        R"(UPDATE wf.definition
        SET status = 'active'
        WHERE tenant_id = $1 AND key = $2 AND version = $3 AND status <> 'active'
        RETURNING 1)",
        {INT8OID, TEXTOID, INT4OID}};
    retire.run({int8(tenant), text(key), int4(version)}, Access::ReadWrite);
    return !activate.run({int8(tenant), text(key), int4(version)}, Access::ReadWrite).empty();
}

// Two deploys of one key at once: the second waits, so versions have no gaps.
void lock_key(std::int64_t tenant, const std::string& key) { engine_lock("definition " + key, tenant); }

std::optional<std::int32_t> suspended_version(std::int64_t tenant, const std::string& key) {
    static Statement newest{
        "SELECT max(version) FROM wf.definition WHERE tenant_id = $1 AND key = $2 AND status = 'suspended'",
        {INT8OID, TEXTOID}};
    const Rows rows = newest.run({int8(tenant), text(key)}, Access::ReadWrite);
    if (rows.is_null(0, 1)) return {};
    return rows.int4(0, 1);
}

}  // namespace

Deployed deploy(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                const std::optional<std::string>& actor, const CheckedDefinition& checked,
                const Deployment& deployment) {
    const std::int32_t errors = count_errors(checked.findings, deployment.allow_unsound);
    const std::optional<Named> named = named_in(checked, deployment);
    if (named) check_may_design(rights, tenant, role, actor, named->key, named->department);
    if (errors > 0 && (deployment.activate || !named)) refuse_definition(checked.findings, deployment);
    if (!named) throw Error::internal("a definition without errors was not compiled");
    lock_key(tenant, named->key);
    std::optional<Version> version = same_as_newest(tenant, named->key, deployment);
    if (version)
        keep_table(tenant, version->definition, checked.kept_table);
    else
        version = insert(tenant, *named, checked, deployment);
    keep_findings(tenant, version->definition, errors > 0 ? checked.findings : Findings{});
    if (deployment.activate && activate_version(tenant, named->key, version->number))
        arm_start_events(rights, tenant, version->definition, *checked.compiled, GetCurrentTimestamp());
    return {.version = version->number, .status = status_of(tenant, version->definition), .errors = errors};
}

std::int32_t suspend_definition(const EngineRights& rights, std::int64_t tenant, const std::string& key) {
    static Statement suspend{
        R"(UPDATE wf.definition
        SET status = 'suspended'
        WHERE tenant_id = $1 AND key = $2 AND status = 'active'
        RETURNING version)",
        {INT8OID, TEXTOID}};
    lock_key(tenant, key);
    const Rows rows = suspend.run({int8(tenant), text(key)}, Access::ReadWrite);
    if (rows.empty()) no_such_definition(key, {});
    disarm_start_events(rights, tenant, key);
    return rows.int4(0, 1);
}

std::int32_t resume_definition(const EngineRights& rights, std::int64_t tenant, const std::string& key) {
    lock_key(tenant, key);
    const std::optional<std::int32_t> version = suspended_version(tenant, key);
    if (!version)
        throw Error::make(Code::DefinitionNotFound,
                          "there is no suspended version of definition \"" + key + "\"");
    const DefinitionRef definition = definition_by_key(rights, tenant, key, version);
    if (activate_version(tenant, key, *version))
        arm_start_events(rights, tenant, definition->id, definition->compiled, GetCurrentTimestamp());
    return *version;
}

}  // namespace wf::pg
