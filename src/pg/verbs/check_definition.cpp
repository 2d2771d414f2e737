// What is wrong with a definition: what the compiler finds, and what only this database knows.
#include "pg/verbs/deploy.hpp"

#include "core/base/lists.hpp"
#include "pg/binding/bound_definition.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/called_definition.hpp"

#include <span>
#include <utility>

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
        {ReferenceKind::Calendar,
         "calendar",
         "wf.calendars lists them, wf.set_calendar makes one.",
         {R"(SELECT DISTINCT id
         FROM unnest($2) id
         WHERE NOT EXISTS (SELECT FROM wf.calendar WHERE tenant_id = $1 AND calendar_id = id))",
          {INT8OID, TEXTARRAYOID}}},
    };
    return tables;
}

std::vector<Reference> missing_in(ReferenceTable& table, std::int64_t tenant,
                                  const std::vector<Reference>& references) {
    std::vector<std::string> ids;
    for (const Reference& reference : references)
        if (reference.kind == table.kind) ids.push_back(reference.id);
    if (ids.empty()) return {};
    const Rows rows = table.missing.run({int8(tenant), text_array(ids)}, Access::ReadOnly);
    std::vector<std::string> missing;
    for (std::size_t row = 0; row < rows.size(); ++row) missing.push_back(rows.text(row, 1));
    std::vector<Reference> found;
    for (const Reference& reference : references)
        if (reference.kind == table.kind && contains(missing, reference.id)) found.push_back(reference);
    return found;
}

Finding about_call(const Reference& reference, std::string code, std::string message, std::string hint) {
    return {.severity = Severity::Warning,
            .code = std::move(code),
            .path = reference.path,
            .message = std::move(message),
            .hint = std::move(hint)};
}

// A call of what is not there yet: it may come later.
void check_calls(const EngineRights& rights, std::int64_t tenant, const CompileResult& result,
                 const std::vector<std::string>& deployed_with, Findings& findings) {
    for (const Reference& reference : result.references) {
        if (reference.kind != ReferenceKind::Definition) continue;
        if (result.definition && result.definition->key == reference.id) continue;
        if (contains(deployed_with, reference.id)) continue;
        const std::vector<std::string> keys = keys_called(rights, tenant, reference.id);
        if (keys.empty())
            findings.push_back(about_call(reference, "unknown_definition",
                                          "definition \"" + reference.id + "\" does not exist yet",
                                          "Deploy it before this call is reached."));
        if (keys.size() > 1) {
            const Error several = several_called(reference.id, keys);
            findings.push_back(about_call(reference, "ambiguous_process", several.message, several.hint));
        }
    }
}

}  // namespace

void check_references(std::int64_t tenant, const std::vector<Reference>& references, Severity severity,
                      Findings& findings) {
    for (ReferenceTable& table : reference_tables())
        for (const Reference& reference : missing_in(table, tenant, references))
            findings.push_back(
                Finding{.severity = severity,
                        .code = std::string{"unknown_"} + table.what,
                        .path = reference.path,
                        .message = std::string{table.what} + " \"" + reference.id + "\" does not exist",
                        .hint = table.hint});
}

CheckedDefinition check_definition(EngineRights& rights, std::int64_t tenant, const std::string& source,
                                   const Surroundings& around) {
    CompileLimits limits = settings::compile_limits();
    FoundTable table;
    limits.business_table = [&](const std::string& name) {
        return look_up_business_table(rights, name, &table);
    };
    CompileResult result = compile(source, limits);
    check_calls(rights, tenant, result, around.deployed_with, result.findings);
    CheckedDefinition checked{.findings = std::move(result.findings),
                              .compiled = std::move(result.definition)};
    // Whoever may only read a table does not bind the hands of its owner.
    if (table.readable && table.may_refer) checked.kept_table = table.qualified;
    check_references(tenant, result.references,
                     around.unknown == UnknownReferences::AreErrors ? Severity::Error : Severity::Warning,
                     checked.findings);
    if (checked.compiled) check_bound_tables(rights, tenant, *checked.compiled, checked.findings);
    return checked;
}

}  // namespace wf::pg
