#include "pg/machine/attached_machine.hpp"

#include "core/base/lists.hpp"
#include "pg/server/as_engine.hpp"

#include <algorithm>
#include <unordered_map>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// By trigger: wf.attach_state_machine() makes them anew, so a machine of old is never asked again.
std::unordered_map<Oid, AttachedMachineRef>& machines_by_trigger() {
    static std::unordered_map<Oid, AttachedMachineRef> machines;
    return machines;
}

// Another table may get its number, and columns other names.
void forget_machines(Datum, Oid table) {
    std::erase_if(machines_by_trigger(), [&](const auto& one) { return !OidIsValid(table) || one.second->table == table; });
}

void forget_machines_when_changed() {
    static const bool registered = [] {
        CacheRegisterRelcacheCallback(forget_machines, Datum{0});
        return true;
    }();
    (void)registered;
}

AttachedMachineRef read_row(const Rows& rows, std::size_t row) {
    auto found = std::make_shared<AttachedMachine>();
    found->attachment = rows.int8(row, 1);
    found->tenant = rows.int8(row, 2);
    found->version = rows.int4(row, 3);
    found->table = static_cast<Oid>(rows.int8(row, 4));
    found->column = static_cast<AttrNumber>(rows.int4(row, 5));
    found->machine = read_stored_machine(rows.text(row, 6));
    return found;
}

// From the copy that a partition has up to the trigger of the table as a whole.
AttachedMachineRef load_by_trigger(Oid trigger) {
    static Statement select{
        R"(WITH RECURSIVE up AS (
            SELECT t.oid, t.tgparentid FROM pg_trigger t WHERE t.oid = $1
            UNION ALL SELECT t.oid, t.tgparentid FROM up JOIN pg_trigger t ON t.oid = up.tgparentid)
        SELECT a.attachment_id, a.tenant_id, a.version, w.relation::bigint, w.column_number, m.source::text
        FROM up JOIN wf._machine_triggers() w ON w.trigger_id = up.oid
        JOIN wf.machine_attachment a USING (attachment_id)
        JOIN wf.machine m ON m.tenant_id = a.tenant_id AND m.key = a.key AND m.version = a.version
        WHERE NOT w.is_copy AND w.column_number IS NOT NULL)",
        {OIDOID}};
    return as_engine([&](EngineRights&) {
        LatestSnapshot now;
        const Rows rows = select.run({oid(trigger)}, Access::ReadOnly);
        AttachedMachineRef found = rows.empty() ? nullptr : read_row(rows, 0);
        now.done();
        return found;
    });
}

}  // namespace

Machine read_stored_machine(const std::string& source) {
    CompileLimits limits;
    limits.max_bytes = source.size() + 1;
    MachineResult result = read_machine(source, std::nullopt, limits);
    if (result.machine) return std::move(*result.machine);
    throw Error::make(Code::BadDefinition, "the state machine cannot be used by this version of the engine",
                      result.findings.empty() ? "" : result.findings.front().path + ": " + result.findings.front().message,
                      "Attach a version of it that this engine accepts.");
}

AttachedMachineRef machine_of(const Trigger& trigger) {
    forget_machines_when_changed();
    if (const auto known = machines_by_trigger().find(trigger.tgoid); known != machines_by_trigger().end())
        return known->second;
    AttachedMachineRef found = load_by_trigger(trigger.tgoid);
    if (!found)
        throw Error::make(Code::MachineNotFound, "trigger " + std::string{trigger.tgname} + " belongs to no state machine",
                          "The other triggers of its state machine, or what the engine knows of it, are gone.",
                          "Drop the triggers of its name, and call wf.attach_state_machine() again.");
    machines_by_trigger()[trigger.tgoid] = found;
    return found;
}

std::vector<AttachedMachineRef> machines_of(const EngineRights&, Oid table, Access access) {
    static Statement select{
        R"(SELECT a.attachment_id, a.tenant_id, a.version, w.relation::bigint, w.column_number, m.source::text
        FROM (SELECT DISTINCT t.attachment_id, t.relation, t.column_number FROM wf._machine_triggers() t WHERE NOT t.is_copy) w
        JOIN wf.machine_attachment a USING (attachment_id)
        JOIN wf.machine m ON m.tenant_id = a.tenant_id AND m.key = a.key AND m.version = a.version
        WHERE w.relation IN (SELECT $1 UNION SELECT relid FROM pg_partition_ancestors($1)) AND w.column_number IS NOT NULL
        ORDER BY a.attachment_id)",
        {OIDOID}};
    std::vector<AttachedMachineRef> found;
    const Rows rows = select.run({oid(table)}, access);
    for (std::size_t row = 0; row < rows.size(); ++row) found.push_back(read_row(rows, row));
    return found;
}

AttachedMachineRef machine_of(const EngineRights& rights, Oid table, const std::optional<std::string>& column, Access access) {
    std::vector<AttachedMachineRef> all = machines_of(rights, table, access);
    if (column)
        std::erase_if(all, [&](const AttachedMachineRef& one) {
            return column_of(*one, *bindings_of(one->table)).name != *column;
        });
    if (all.size() > 1)
        throw Error::make(Code::BadArgument, "table " + bindings_of(table)->name + " has several state machines", "",
                          "Pass column_name.");
    if (all.empty())
        throw Error::make(Code::MachineNotFound,
                          (column ? "column \"" + *column + "\" of table " : std::string{"table "}) +
                              bindings_of(table)->name + " has no state machine",
                          "", "State machines are listed in wf.machines.");
    return all.front();
}

const TableColumn& column_of(const AttachedMachine& machine, const BoundTable& table) {
    return *std::ranges::find(table.columns, machine.column, &TableColumn::number);
}

}  // namespace wf::pg
