// wf.attach_state_machine, wf.detach_state_machine: which columns of the host have a state machine.
#include "core/base/lists.hpp"
#include "core/json/value_json.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/host/own_table.hpp"
#include "pg/host/whole_table.hpp"
#include "pg/machine/attached_machine.hpp"
#include "pg/machine/machine_triggers.hpp"
#include "pg/machine/rows_in_states.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/verbs/checked_machine.hpp"
#include "pg/verbs/findings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Two who make the same version, or grant the same right, come one after the other. Before anything else is locked.
void wait_for_other_attachments() {
    call([] { SPI_execute("LOCK TABLE wf.machine_attachment IN SHARE ROW EXCLUSIVE MODE", false, 0); });
}

// The newest version, if it is the same; else a new one.
std::int32_t keep_machine(const std::string& key, const std::string& source, Oid caller, std::int64_t tenant) {
    static Statement keep{
        R"(WITH newest AS (SELECT version, source FROM wf.machine WHERE tenant_id = $1 AND key = $2 ORDER BY version DESC LIMIT 1),
        added AS (
            INSERT INTO wf.machine (tenant_id, key, version, source, deployed_at, deployed_by)
            SELECT $1, $2, coalesce((SELECT version FROM newest), 0) + 1, $3, now(), $4::oid::regrole::text
            WHERE NOT EXISTS (SELECT FROM newest WHERE source = $3)
            RETURNING version)
        SELECT version FROM added UNION ALL SELECT version FROM newest WHERE source = $3)",
        {INT8OID, TEXTOID, JSONBOID, OIDOID}};
    return keep.run({int8(tenant), text(key), jsonb(source), oid(caller)}, Access::ReadWrite).int4(0, 1);
}

struct Attachment {
    const BoundTable& table;
    const TableColumn& column;
    std::int64_t tenant;
    std::string key;
    std::int32_t version;
    Oid caller;
};

std::int64_t keep_attachment(const AttachedMachineRef& before, const Attachment& now) {
    static Statement insert{
        R"(INSERT INTO wf.machine_attachment (table_name, column_name, tenant_id, key, version, attached_at, attached_by)
        VALUES ($1, $2, $3, $4, $5, now(), $6::oid::regrole::text)
        RETURNING attachment_id)",
        {TEXTOID, TEXTOID, INT8OID, TEXTOID, INT4OID, OIDOID}};
    static Statement update{
        R"(UPDATE wf.machine_attachment
        SET table_name = $1, column_name = $2, tenant_id = $3, key = $4, version = $5, attached_at = now(), attached_by = $6::oid::regrole::text
        WHERE attachment_id = $7
        RETURNING attachment_id)",
        {TEXTOID, TEXTOID, INT8OID, TEXTOID, INT4OID, OIDOID, INT8OID}};
    // What is known of one whose triggers were dropped has no other way to end.
    static Statement forget{"DELETE FROM wf.machine_attachment WHERE table_name = $1 AND column_name = $2 AND attachment_id <> $3",
                            {TEXTOID, TEXTOID, INT8OID}};
    const std::initializer_list<Param> values{text(now.table.name), text(now.column.name), int8(now.tenant), text(now.key),
                                              int4(now.version), oid(now.caller)};
    std::vector<Param> known{values};
    known.push_back(int8(before ? before->attachment : 0));
    const std::int64_t attachment =
        before ? update.run(known, Access::ReadWrite).int8(0, 1) : insert.run(values, Access::ReadWrite).int8(0, 1);
    forget.run({text(now.table.name), text(now.column.name), int8(attachment)}, Access::ReadWrite);
    return attachment;
}

AttachedMachineRef present_machine(const EngineRights& rights, const BoundTable& table, const TableColumn& column) {
    for (AttachedMachineRef& one : machines_of(rights, table.table, Access::ReadWrite))
        if (one->column == column.number) return std::move(one);
    return {};
}

Hooks hooks_of(const Machine& machine) {
    const bool has_some =
        std::ranges::any_of(machine.transitions, [](const Transition& one) { return !one.hooks.empty(); });
    return has_some ? Hooks::Some : Hooks::None;
}

std::int32_t attach(Oid relation, const std::string& column_name, const Json& source, const StateMapping& mapping, std::int64_t tenant) {
    const Oid caller = GetUserId();
    return as_engine([&](EngineRights& rights) {
        wait_for_other_attachments();
        const BoundTableRef table = own_table(relation, caller);
        check_whole_table(*table, "table " + table->name + " cannot have a state machine", "Attach state machines to");
        const TableColumn& column = column_for_machine(*table, column_name);
        MachineResult checked = checked_machine(rights, source.text, table.get(), tenant);
        Findings errors;
        for (const Finding& finding : checked.findings)
            if (finding.severity == Severity::Error) errors.push_back(finding);
        refuse_errors(errors, "state machine", "SELECT * FROM wf.check_machine(machine) gives each with a code and a hint.");
        const AttachedMachineRef before = present_machine(rights, *table, column);
        if (before) drop_machine_triggers(rights, before->attachment);
        move_rows(rights, *table, column, *checked.machine, mapping);
        const std::int32_t version = keep_machine(checked.machine->key, source.text, caller, tenant);
        const std::int64_t attachment =
            keep_attachment(before, {*table, column, tenant, checked.machine->key, version, caller});
        make_machine_triggers(rights, attachment, *table, column, hooks_of(*checked.machine));
        return version;
    });
}

void detach(Oid relation, const std::optional<std::string>& column) {
    static Statement forget{"DELETE FROM wf.machine_attachment WHERE attachment_id = $1", {INT8OID}};
    const Oid caller = GetUserId();
    as_engine([&](EngineRights& rights) {
        wait_for_other_attachments();
        own_table(relation, caller);
        const AttachedMachineRef machine = machine_of(rights, relation, column, Access::ReadWrite);
        drop_machine_triggers(rights, machine->attachment);
        forget.run({int8(machine->attachment)}, Access::ReadWrite);
    });
}

// Of those that have lost them, as far as the caller owns the tables.
std::int32_t restore_triggers() {
    static Statement select{
        R"(SELECT a.attachment_id, c.oid::bigint, a.column_name, m.source::text
        FROM wf.machine_attachment a JOIN pg_class c ON c.oid = wf._stored_table(a.table_name)
        JOIN wf.machine m ON m.tenant_id = a.tenant_id AND m.key = a.key AND m.version = a.version
        WHERE pg_has_role($1, c.relowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM wf._machine_triggers() t WHERE t.attachment_id = a.attachment_id)
        ORDER BY a.attachment_id)",
        {OIDOID}};
    const Oid caller = GetUserId();
    return as_engine([&](EngineRights& rights) {
        std::int32_t made = 0;
        const Rows rows = select.run({oid(caller)}, Access::ReadWrite);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const BoundTableRef table = bindings_of(static_cast<Oid>(rows.int8(row, 2)));
            const std::optional<std::size_t> place = table->place_of(rows.text(row, 3));
            if (!place) continue;
            make_machine_triggers(rights, rows.int8(row, 1), *table, table->columns[*place],
                                  hooks_of(read_stored_machine(rows.text(row, 4))));
            ++made;
        }
        return made;
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_attach_state_machine);
Datum wf_attach_state_machine(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const Oid table = args.required_regclass("business_table");
        const std::string column = args.required_text("column_name");
        const Json machine = args.required_json("machine");
        const StateMapping mapping = read_mapping(args.json("mapping").value_or(Json{"{}"}));
        return Int32GetDatum(attach(table, column, machine, mapping, args.tenant()));
    });
}

PG_FUNCTION_INFO_V1(wf_restore_machine_triggers);
Datum wf_restore_machine_triggers(PG_FUNCTION_ARGS) {
    return enter([&] {
        (void)fcinfo;
        return Int32GetDatum(restore_triggers());
    });
}

PG_FUNCTION_INFO_V1(wf_detach_state_machine);
Datum wf_detach_state_machine(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Oid table = args.required_regclass("business_table");
        const std::optional<std::string> column = args.text("column_name");
        args.end();
        detach(table, column);
        return Datum{0};
    });
}
}
