// wf.conformance: what a machine would have refused of the changes that wf.track() has logged.
#include "pg/machine/gate.hpp"
#include "pg/machine/rows_in_states.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/verbs/findings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Machine machine_in(const std::string& source) {
    MachineResult result = read_machine(source, std::nullopt, settings::compile_limits());
    std::erase_if(result.findings, [](const Finding& finding) { return finding.severity != Severity::Error; });
    refuse_errors(result.findings, "state machine", "SELECT * FROM wf.check_machine(machine) gives each with a code and a hint.");
    return std::move(*result.machine);
}

// Empty: it would have been allowed, as far as states tell.
std::string refusal_of(const Machine& machine, bool is_new, const std::string& source, const std::string& target) {
    const MachineState* const state = machine.find(target);
    if (!state) return "there is no state " + shown_state(target);
    if (is_new) return state->is_initial ? "" : "rows cannot begin as " + shown_state(target);
    if (!machine.find(source)) return "there is no state " + shown_state(source);
    return machine.between(source, target).empty() ? "no transition leads from " + shown_state(source) + " to " + shown_state(target) : "";
}

void add_refused(Oid table, const std::string& column, const Machine& machine, RowSet& rows) {
    static Statement select{
        R"(SELECT l.action = 'insert', l.source, l.target, count(*), min(l.at), max(l.at)
        FROM wf.tracked t JOIN wf.state_entries l ON l.tracked_id = t.tracked_id
        WHERE t.table_id = $1 AND t.column_name = $2
            AND (l.action = 'insert' OR (l.action = 'update' AND l.source IS DISTINCT FROM l.target))
        GROUP BY 1, 2, 3
        ORDER BY 4 DESC, 2, 3)",
        {OIDOID, TEXTOID}};
    const Rows found = select.run({oid(table), text(column)}, Access::ReadOnly);
    for (std::size_t row = 0; row < found.size(); ++row) {
        const std::string reason = refusal_of(machine, found.boolean(row, 1), found.text(row, 2), found.text(row, 3));
        if (!reason.empty())
            rows.add({found.param(row, 2), found.param(row, 3), found.param(row, 4), found.param(row, 5), found.param(row, 6), text(reason)});
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_conformance);
Datum wf_conformance(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const Oid table = args.required_regclass("business_table");
        const std::string column = args.required_text("column_name");
        const Json machine = args.required_json("machine");
        args.end();
        check_readable(table);
        RowSet rows{fcinfo};
        Reading reading;
        add_refused(table, column, machine_in(machine.text), rows);
        reading.done();
        return Datum{0};
    });
}
}
