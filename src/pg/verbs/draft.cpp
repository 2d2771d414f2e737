#include "pg/verbs/draft.hpp"

#include "core/compile/names.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {

bool refuses(const Finding& finding, bool allow_unsound) {
    if (finding.severity != Severity::Error) return false;
    return !allow_unsound || !finding.code.starts_with("unsound_");
}

std::int32_t count_errors(const Findings& findings, bool allow_unsound) {
    return static_cast<std::int32_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return refuses(finding, allow_unsound); }));
}

std::optional<Named> named_in(const CheckedDefinition& checked, const Deployment& deployment) {
    static Statement read{
        R"(SELECT CASE jsonb_typeof($1 -> 'key') WHEN 'string' THEN $1 ->> 'key' END,
            CASE jsonb_typeof($1 -> 'department') WHEN 'string' THEN $1 ->> 'department' END)",
        {JSONBOID}};
    if (checked.compiled)
        return Named{.key = checked.compiled->key, .department = checked.compiled->department};
    if (deployment.source.empty()) return {};
    const Rows rows = read.run({jsonb(deployment.source)}, Access::ReadOnly);
    if (rows.is_null(0, 1) || !compiler::is_definition_key(rows.text(0, 1))) return {};
    return Named{.key = rows.text(0, 1), .department = rows.is_null(0, 2) ? "" : rows.text(0, 2)};
}

std::string status_of(std::int64_t tenant, std::int64_t definition) {
    static Statement select{"SELECT status FROM wf.definition WHERE tenant_id = $1 AND definition_id = $2",
                            {INT8OID, INT8OID}};
    return select.run({int8(tenant), int8(definition)}, Access::ReadWrite).text(0, 1);
}

}  // namespace wf::pg
