#include "pg/verbs/findings.hpp"

#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/callers_language.hpp"
#include "pg/server/spi.hpp"

#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const char* severity_name(Severity severity) {
    switch (severity) {
        case Severity::Error: return "error";
        case Severity::Warning: return "warning";
        case Severity::Unknown: return "unknown";
        case Severity::Info: return "info";
    }
    return "";
}

// Columns of the findings, as arrays.
struct Columns {
    std::vector<std::string> severity, code, path, message, hint, element;
    std::vector<std::int64_t> line;
};

Columns columns_of(const Findings& findings) {
    Columns columns;
    for (const Finding& finding : findings) {
        columns.severity.emplace_back(severity_name(finding.severity));
        columns.code.push_back(finding.code);
        columns.path.push_back(finding.path);
        columns.message.push_back(finding.message);
        columns.hint.push_back(finding.hint);
        columns.element.push_back(finding.element);
        columns.line.push_back(static_cast<std::int64_t>(finding.line));
    }
    return columns;
}

void add_kept_findings(RowSet& rows, std::int64_t tenant, const std::string& key,
                       std::optional<std::int32_t> version) {
    static Statement select{
        R"(SELECT f.severity, f.code, f.path, f.message, f.hint, f.element, f.line
        FROM (SELECT d.findings
            FROM wf.definition d
            WHERE d.tenant_id = $1 AND d.key = $2 AND d.status = 'draft'
                AND d.version = coalesce($3, d.version)
            ORDER BY d.version DESC
            LIMIT 1) newest,
            jsonb_to_recordset(newest.findings) AS f (severity text, code text, path text, message text,
                hint text, element text, line integer))",
        {INT8OID, TEXTOID, INT4OID}};
    const Rows found =
        select.run({int8(tenant), text(key), version ? int4(*version) : null()}, Access::ReadOnly);
    for (std::size_t row = 0; row < found.size(); ++row)
        rows.add({found.param(row, 1), found.param(row, 2), found.param(row, 3),
                  text(in_callers_language(found.text(row, 4))),
                  found.is_null(row, 5) ? null() : text(in_callers_language(found.text(row, 5))),
                  found.param(row, 6), found.param(row, 7)});
}

// line 12, userTask "Review" (Activity_1x2)
std::string place_of(const Finding& finding) {
    if (finding.line == 0) return finding.path.empty() ? "/" : finding.path;
    const std::string path = finding.element.empty() ? finding.path : " (" + finding.path + ')';
    return "line " + std::to_string(finding.line) + ", " + finding.element + path;
}

}  // namespace

void refuse_errors(const Findings& errors, const std::string& what, const std::string& hint) {
    constexpr std::size_t shown = 50;
    if (errors.empty()) return;
    std::string detail;
    for (std::size_t i = 0; i < errors.size() && i < shown; ++i)
        detail += (detail.empty() ? "" : "\n") + in_callers_language(place_of(errors[i])) + ": " +
                  in_callers_language(errors[i].message);
    if (errors.size() > shown) detail += "\n" + in_callers_language("and " + std::to_string(errors.size() - shown) + " more");
    Error refused = Error::make(Code::BadDefinition,
                                "the " + what + " has " + std::to_string(errors.size()) + (errors.size() == 1 ? " error" : " errors"),
                                detail, in_callers_language(hint));
    refused.message = in_callers_language(refused.message);
    throw refused;
}

void keep_findings(std::int64_t tenant, std::int64_t definition, const Findings& findings) {
    static Statement forget{
        R"(UPDATE wf.definition
        SET findings = NULL
        WHERE tenant_id = $1 AND definition_id = $2 AND findings IS NOT NULL)",
        {INT8OID, INT8OID}};
    static Statement keep{
        R"(UPDATE wf.definition
        SET findings = (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('severity', f.severity,
                'code', f.code, 'path', f.path, 'message', f.message, 'hint', nullif(f.hint, ''),
                'element', nullif(f.element, ''), 'line', nullif(f.line, 0))) ORDER BY f.place)
            FROM unnest($3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY
                AS f (severity, code, path, message, hint, element, line, place))
        WHERE tenant_id = $1 AND definition_id = $2)",
        {INT8OID, INT8OID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID,
         INT8ARRAYOID}};
    const Columns columns = columns_of(findings);
    if (findings.empty())
        forget.run({int8(tenant), int8(definition)}, Access::ReadWrite);
    else
        keep.run({int8(tenant), int8(definition), text_array(columns.severity), text_array(columns.code),
                  text_array(columns.path), text_array(columns.message), text_array(columns.hint),
                  text_array(columns.element), int8_array(columns.line)},
                 Access::ReadWrite);
}

void add_findings(RowSet& rows, const Findings& findings) {
    for (const Finding& finding : findings)
        rows.add({text(severity_name(finding.severity)), text(finding.code), text(finding.path),
                  text(in_callers_language(finding.message)),
                  text_or_null(in_callers_language(finding.hint))});
}

void add_bpmn_findings(RowSet& rows, const Findings& findings) {
    for (const Finding& finding : findings)
        rows.add({text(severity_name(finding.severity)), text(finding.code), text(finding.path),
                  text(in_callers_language(finding.message)), text_or_null(in_callers_language(finding.hint)),
                  text_or_null(finding.element),
                  finding.line == 0 ? null() : int4(static_cast<std::int32_t>(finding.line))});
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_draft_findings);
Datum wf_draft_findings(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const std::string key = args.required_text("definition");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        check_may_read(reading.rights(), reading.role(), tenant, key, version);
        add_kept_findings(rows, tenant, key, version);
        reading.done();
        return Datum{0};
    });
}
}
