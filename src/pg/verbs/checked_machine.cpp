// wf.check_machine: the findings of a state machine, without attaching it.
#include "pg/verbs/checked_machine.hpp"

#include "pg/host/business_columns.hpp"
#include "pg/machine/rows_in_states.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/verbs/deploy.hpp"
#include "pg/verbs/findings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// They may be registered later: until then the transition is an error.
void check_functions(std::int64_t tenant, const Machine& machine, Findings& findings) {
    static Statement select{"SELECT name FROM wf.function WHERE tenant_id = $1", {INT8OID}};
    std::vector<std::string> known;
    const Rows rows = select.run({int8(tenant)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) known.push_back(rows.text(row, 1));
    for (std::size_t i = 0; i < machine.transitions.size(); ++i)
        for (std::size_t place = 0; place < machine.transitions[i].hooks.size(); ++place)
            if (const std::string& name = machine.transitions[i].hooks[place]; std::ranges::find(known, name) == known.end())
                findings.push_back({.severity = Severity::Warning,
                                    .code = "unknown_function",
                                    .path = "/transitions/" + std::to_string(i) + "/hooks/" + std::to_string(place),
                                    .message = "function \"" + name + "\" is not registered",
                                    .hint = "Call wf.register_function() before the transition is made."});
}

void add_rows_in_unknown_states(const BoundTable& table, const std::string& column, const Machine& machine, Findings& findings) {
    const std::vector<RowsInState> unknown =
        rows_in_unknown_states(table, column_for_machine(table, column), machine, Access::ReadOnly);
    if (unknown.empty()) return;
    std::int64_t count = 0;
    for (const RowsInState& one : unknown) count += one.count;
    findings.push_back({.severity = Severity::Warning,
                        .code = "rows_in_unknown_states",
                        .path = "/states",
                        .message = std::to_string(count) + " rows are in states that the machine does not have: " + described(unknown),
                        .hint = "Say what becomes of them: mapping => '{\"old\": \"new\"}'."});
}

}  // namespace

MachineResult checked_machine(const EngineRights&, const std::string& source, const BoundTable* table, std::int64_t tenant) {
    std::optional<feel::StaticType> row;
    if (table) row = row_type(table->name, Access::ReadWrite);
    MachineResult result = read_machine(source, row, settings::compile_limits());
    check_references(tenant, result.references, Severity::Error, result.findings);
    if (has_errors(result.findings)) result.machine.reset();
    if (result.machine) check_functions(tenant, *result.machine, result.findings);
    return result;
}

// Nothing: it fits, or is not there.
std::optional<std::string> problem_of(std::int64_t attachment, const std::string& table) {
    static Statement select{
        R"(SELECT m.source::text
        FROM wf.machine_attachment a JOIN wf.machine m ON m.tenant_id = a.tenant_id AND m.key = a.key AND m.version = a.version
        WHERE a.attachment_id = $1)",
        {INT8OID}};
    const Rows rows = select.run({int8(attachment)}, Access::ReadWrite);
    if (rows.empty()) return {};
    CompileLimits limits;
    limits.max_bytes = rows.text(0, 1).size() + 1;
    for (const Finding& finding : read_machine(rows.text(0, 1), row_type(table, Access::ReadWrite), limits).findings)
        if (finding.severity == Severity::Error) return finding.path + ": " + finding.message;
    return {};
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_check_machine);
Datum wf_check_machine(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const Json machine = args.required_json("machine");
        const std::optional<Oid> asked = args.regclass("business_table");
        const std::optional<std::string> column = args.text("column_name");
        const std::int64_t tenant = args.tenant();
        if (asked) check_readable(*asked);
        Reading reading;
        const BoundTableRef table = asked ? bindings_of(*asked) : nullptr;
        MachineResult result = checked_machine(reading.rights(), machine.text, table.get(), tenant);
        if (table && column && result.machine)
            add_rows_in_unknown_states(*table, *column, *result.machine, result.findings);
        RowSet rows{fcinfo};
        add_findings(rows, result.findings);
        reading.done();
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_machine_problem);
Datum wf_machine_problem(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t attachment = args.required_int8("attachment_id");
        const std::string table = args.required_text("business_table");
        args.end();
        const std::optional<std::string> problem = as_engine([&](EngineRights&) { return problem_of(attachment, table); });
        if (!problem) fcinfo->isnull = true;
        return problem ? text_datum(*problem) : Datum{0};
    });
}
}
