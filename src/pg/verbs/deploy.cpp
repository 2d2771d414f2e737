#include "pg/verbs/deploy.hpp"

#include "core/form/field_access.hpp"
#include "pg/binding/bound_definition.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/jobs/start_events.hpp"

#include <algorithm>
#include <span>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct ReferenceTable {
    ReferenceKind kind;
    const char* what;
    const char* hint;
    Statement missing;
};

std::span<ReferenceTable> reference_tables() {
    static ReferenceTable tables[] = {
        {ReferenceKind::Person,
         "person",
         "People are loaded with wf.load_directory.",
         {R"(SELECT DISTINCT id
         FROM unnest($2) id
         WHERE NOT EXISTS (SELECT FROM wf.person WHERE tenant_id = $1 AND person_id = id))",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Role,
         "role",
         "Roles are loaded with wf.load_directory.",
         {R"(SELECT DISTINCT id
         FROM unnest($2) id
         WHERE NOT EXISTS (SELECT FROM wf.role WHERE tenant_id = $1 AND role_id = id))",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Position,
         "position",
         "Positions are loaded with wf.load_directory.",
         {R"(SELECT DISTINCT id
         FROM unnest($2) id
         WHERE NOT EXISTS (SELECT FROM wf.position WHERE tenant_id = $1 AND position_id = id))",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Department,
         "department",
         "Departments are loaded with wf.load_directory.",
         {R"(SELECT DISTINCT id
         FROM unnest($2) id
         WHERE NOT EXISTS (SELECT FROM wf.department WHERE tenant_id = $1 AND department_id = id))",
          {INT8OID, TEXTARRAYOID}}},
    };
    return tables;
}

std::vector<std::string> missing_in(ReferenceTable& table, std::int64_t tenant,
                                    const std::vector<Reference>& references) {
    std::vector<std::string> ids;
    for (const Reference& reference : references)
        if (reference.kind == table.kind) ids.push_back(reference.id);
    if (ids.empty()) return {};
    const Rows rows = table.missing.run({int8(tenant), text_array(ids)}, Access::ReadOnly);
    std::vector<std::string> missing;
    for (std::size_t row = 0; row < rows.size(); ++row) missing.push_back(rows.text(row, 1));
    return missing;
}

// What the definition names outside itself must exist in the directory.
void check_references(std::int64_t tenant, const std::vector<Reference>& references, Severity severity,
                      Findings& findings) {
    for (ReferenceTable& table : reference_tables()) {
        const std::vector<std::string> missing = missing_in(table, tenant, references);
        for (const Reference& reference : references)
            if (reference.kind == table.kind &&
                std::find(missing.begin(), missing.end(), reference.id) != missing.end())
                findings.push_back(
                    Finding{.severity = severity,
                            .code = std::string{"unknown_"} + table.what,
                            .path = reference.path,
                            .message = std::string{table.what} + " \"" + reference.id + "\" does not exist",
                            .hint = table.hint});
    }
}

bool refuses(const Finding& finding, bool allow_unsound) {
    if (finding.severity != Severity::Error) return false;
    return !allow_unsound || !finding.code.starts_with("unsound_");
}

void refuse_errors(const Findings& findings, const Deployment& deployment) {
    constexpr std::size_t shown = 50;
    std::string detail;
    std::size_t errors = 0;
    for (const Finding& finding : findings) {
        if (!refuses(finding, deployment.allow_unsound) || ++errors > shown) continue;
        detail += (detail.empty() ? "" : "\n") + (finding.path.empty() ? std::string{"/"} : finding.path) +
                  ": " + finding.message;
    }
    if (errors == 0) return;
    if (errors > shown) detail += "\nand " + std::to_string(errors - shown) + " more";
    throw Error::make(Code::BadDefinition,
                      "the definition has " + std::to_string(errors) + (errors == 1 ? " error" : " errors"),
                      detail,
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
        FROM (SELECT definition_id, version, checksum, bpmn FROM wf.definition WHERE tenant_id = $1
            AND key = $2 ORDER BY version DESC LIMIT 1) n
        WHERE checksum = encode(sha256(convert_to($3::text, 'UTF8')), 'hex')
            AND bpmn IS NOT DISTINCT FROM $4)",
        {INT8OID, TEXTOID, JSONBOID, TEXTOID}};
    const Rows rows =
        newest.run({int8(tenant), text(key), jsonb(deployment.source), text_or_null(deployment.bpmn)},
                   Access::ReadWrite);
    if (rows.empty()) return {};
    return Version{.definition = rows.int8(0, 1), .number = rows.int4(0, 2)};
}

Version insert(std::int64_t tenant, const CheckedDefinition& checked, const Deployment& deployment) {
    static Statement statement{
        R"(INSERT INTO wf.definition (tenant_id, key, version, status, source, bpmn, checksum,
            deployed_at, deployed_by, department, hides_fields, kept_table)
        SELECT $1, $2, coalesce((SELECT max(version) FROM wf.definition WHERE tenant_id = $1
            AND key = $2), 0) + 1, 'draft', $3, $4, encode(sha256(convert_to($3::text, 'UTF8')),
            'hex'), clock_timestamp(), session_user, $3 ->> 'department', $5, $6
        RETURNING definition_id, version)",
        {INT8OID, TEXTOID, JSONBOID, TEXTOID, BOOLOID, TEXTOID}};
    const Rows rows = statement.run(
        {int8(tenant), text(checked.compiled->key), jsonb(deployment.source), text_or_null(deployment.bpmn),
         boolean(hides_fields(*checked.compiled)), text_or_null(checked.kept_table)},
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

const char* severity_name(Severity severity) {
    switch (severity) {
        case Severity::Error: return "error";
        case Severity::Warning: return "warning";
        case Severity::Unknown: return "unknown";
    }
    return "";
}

}  // namespace

CheckedDefinition check_definition(EngineRights& rights, std::int64_t tenant, const std::string& source,
                                   UnknownReferences unknown) {
    CompileLimits limits = settings::compile_limits();
    FoundTable table;
    limits.business_table = [&](const std::string& name) {
        return look_up_business_table(rights, name, &table);
    };
    CompileResult result = compile(source, limits);
    CheckedDefinition checked{.findings = std::move(result.findings),
                              .compiled = std::move(result.definition)};
    // Whoever may only read a table does not bind the hands of its owner.
    if (table.readable && table.may_refer) checked.kept_table = table.qualified;
    check_references(tenant, result.references,
                     unknown == UnknownReferences::AreErrors ? Severity::Error : Severity::Warning,
                     checked.findings);
    if (checked.compiled) check_bound_tables(rights, tenant, *checked.compiled, checked.findings);
    return checked;
}

std::int32_t deploy(const EngineRights& rights, std::int64_t tenant, const CheckedDefinition& checked,
                    const Deployment& deployment) {
    refuse_errors(checked.findings, deployment);
    if (!checked.compiled) throw Error::internal("a definition without errors was not compiled");
    const std::string& key = checked.compiled->key;
    lock_key(tenant, key);
    std::optional<Version> version = same_as_newest(tenant, key, deployment);
    if (version)
        keep_table(tenant, version->definition, checked.kept_table);
    else
        version = insert(tenant, checked, deployment);
    if (deployment.activate && activate_version(tenant, key, version->number))
        arm_start_events(rights, tenant, version->definition, *checked.compiled, GetCurrentTimestamp());
    return version->number;
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

void add_findings(RowSet& rows, const Findings& findings) {
    for (const Finding& finding : findings)
        rows.add({text(severity_name(finding.severity)), text(finding.code), text(finding.path),
                  text(finding.message), text_or_null(finding.hint)});
}

}  // namespace wf::pg
