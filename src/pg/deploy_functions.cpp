// wf.validate and wf.deploy.
#include "core/compile/compile.hpp"
#include "pg/arguments.hpp"
#include "pg/reading.hpp"
#include "pg/row_set.hpp"
#include "pg/settings.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

struct ReferenceTable {
    ReferenceKind kind;
    const char* what;
    const char* hint;
    Statement missing;
};

// What the definition names outside itself must exist in the directory.
void check_references(std::int64_t tenant, const std::vector<Reference>& references, Findings& findings) {
    static ReferenceTable tables[] = {
        {ReferenceKind::Person,
         "person",
         "People are loaded with wf.load_directory.",
         {"SELECT DISTINCT id FROM unnest($2) id WHERE NOT EXISTS (SELECT FROM wf.person WHERE tenant_id = "
          "$1 AND person_id = id)",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Role,
         "role",
         "Roles are loaded with wf.load_directory.",
         {"SELECT DISTINCT id FROM unnest($2) id WHERE NOT EXISTS (SELECT FROM wf.role WHERE tenant_id = $1 "
          "AND role_id = id)",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Position,
         "position",
         "Positions are loaded with wf.load_directory.",
         {"SELECT DISTINCT id FROM unnest($2) id WHERE NOT EXISTS (SELECT FROM wf.position WHERE tenant_id = "
          "$1 AND position_id = id)",
          {INT8OID, TEXTARRAYOID}}},
        {ReferenceKind::Department,
         "department",
         "Departments are loaded with wf.load_directory.",
         {"SELECT DISTINCT id FROM unnest($2) id WHERE NOT EXISTS (SELECT FROM wf.department WHERE tenant_id "
          "= $1 AND department_id = id)",
          {INT8OID, TEXTARRAYOID}}},
    };
    for (ReferenceTable& table : tables) {
        std::vector<std::string> ids;
        for (const Reference& reference : references)
            if (reference.kind == table.kind) ids.push_back(reference.id);
        if (ids.empty()) continue;
        const Rows rows = table.missing.run({int8(tenant), text_array(ids)}, Access::ReadOnly);
        std::vector<std::string> missing;
        for (std::size_t row = 0; row < rows.size(); ++row) missing.push_back(rows.text(row, 1));
        for (const Reference& reference : references)
            if (reference.kind == table.kind &&
                std::find(missing.begin(), missing.end(), reference.id) != missing.end())
                findings.push_back(
                    Finding{.severity = Severity::Error,
                            .code = std::string{"unknown_"} + table.what,
                            .path = reference.path,
                            .message = std::string{table.what} + " \"" + reference.id + "\" does not exist",
                            .hint = table.hint});
    }
}

struct Checked {
    Findings findings;
    std::string key;
};

Checked check(std::int64_t tenant, const std::string& source) {
    CompileResult result = compile(source, settings::compile_limits());
    Checked checked{.findings = std::move(result.findings), .key = {}};
    check_references(tenant, result.references, checked.findings);
    if (result.definition) checked.key = result.definition->key;
    return checked;
}

const char* severity_name(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Unknown:
            return "unknown";
    }
    return "";
}

void refuse_errors(const Findings& findings) {
    constexpr std::size_t shown = 50;
    std::string detail;
    std::size_t errors = 0;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::Error || ++errors > shown) continue;
        detail += (detail.empty() ? "" : "\n") + (finding.path.empty() ? std::string{"/"} : finding.path) +
                  ": " + finding.message;
    }
    if (errors == 0) return;
    if (errors > shown) detail += "\nand " + std::to_string(errors - shown) + " more";
    throw Error::make(Code::BadDefinition,
                      "the definition has " + std::to_string(errors) + (errors == 1 ? " error" : " errors"),
                      detail, "SELECT * FROM wf.validate(definition) gives each with a code and a hint.");
}

// The newest version of the key, if it was made from this very source.
std::optional<std::int32_t> same_as_newest(std::int64_t tenant, const std::string& key,
                                           const std::string& source) {
    static Statement newest{
        "SELECT version FROM (SELECT version, checksum FROM wf.definition WHERE tenant_id = $1 AND key = $2 "
        "ORDER BY version DESC LIMIT 1) n "
        "WHERE checksum = encode(sha256(convert_to($3::text, 'UTF8')), 'hex')",
        {INT8OID, TEXTOID, JSONBOID}};
    const Rows rows = newest.run({int8(tenant), text(key), jsonb(source)}, Access::ReadWrite);
    if (rows.empty()) return {};
    return rows.int4(0, 1);
}

std::int32_t insert(std::int64_t tenant, const std::string& key, const std::string& source) {
    static Statement statement{
        "INSERT INTO wf.definition (tenant_id, key, version, status, source, checksum, deployed_at, "
        "deployed_by) "
        "SELECT $1, $2, coalesce((SELECT max(version) FROM wf.definition WHERE tenant_id = $1 AND key = $2), "
        "0) + 1, 'draft', $3, "
        "encode(sha256(convert_to($3::text, 'UTF8')), 'hex'), clock_timestamp(), session_user RETURNING "
        "version",
        {INT8OID, TEXTOID, JSONBOID}};
    return statement.run({int8(tenant), text(key), jsonb(source)}, Access::ReadWrite).int4(0, 1);
}

void activate_version(std::int64_t tenant, const std::string& key, std::int32_t version) {
    static Statement retire{
        "UPDATE wf.definition SET status = 'retired' WHERE tenant_id = $1 AND key = $2 AND version <> $3 AND "
        "status = 'active'",
        {INT8OID, TEXTOID, INT4OID}};
    static Statement activate{
        "UPDATE wf.definition SET status = 'active' WHERE tenant_id = $1 AND key = $2 AND version = $3 AND "
        "status <> 'active'",
        {INT8OID, TEXTOID, INT4OID}};
    retire.run({int8(tenant), text(key), int4(version)}, Access::ReadWrite);
    activate.run({int8(tenant), text(key), int4(version)}, Access::ReadWrite);
}

// Two deploys of one key at once: the second waits, so versions have no gaps.
void lock_key(std::int64_t tenant, const std::string& key) {
    static Statement lock{"SELECT pg_advisory_xact_lock(hashtextextended('wf.definition ' || $2, $1))",
                          {INT8OID, TEXTOID}};
    lock.run({int8(tenant), text(key)}, Access::ReadWrite);
}

std::string definition_text(const Arguments& args) {
    const std::optional<Json> source = args.json(0);
    if (!source) throw Error::make(Code::BadArgument, "definition must not be null");
    return source->text;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_validate);
Datum wf_validate(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        RowSet rows{fcinfo};
        Reading reading;
        const Checked checked = check(args.required_int8(1, "tenant_id"), definition_text(args));
        reading.done();
        for (const Finding& finding : checked.findings)
            rows.add({pg::text(severity_name(finding.severity)), pg::text(finding.code),
                      pg::text(finding.path), pg::text(finding.message), pg::text_or_null(finding.hint)});
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy);
Datum wf_deploy(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8(3, "tenant_id");
        const std::string source = definition_text(args);
        Reading reading;
        const Checked checked = check(tenant, source);
        refuse_errors(checked.findings);
        lock_key(tenant, checked.key);
        std::optional<std::int32_t> version = same_as_newest(tenant, checked.key, source);
        if (!version) version = insert(tenant, checked.key, source);
        if (args.boolean(1)) activate_version(tenant, checked.key, *version);
        reading.done();
        return Int32GetDatum(*version);
    });
}
}
