#include "pg/command/approved_row.hpp"

#include "core/base/lists.hpp"
#include "core/json/value_json.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/command/work.hpp"
#include "pg/command/host_row.hpp"
#include "pg/host/row_context.hpp"
#include "pg/store/signed_entries.hpp"

#include <algorithm>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void refuse_unapproved(const BoundTable& table, const RowBinding& binding,
                                    const std::string& key, const std::string& reason) {
    throw Error::make(Code::RowNotApproved, row_of(table, key) + " is not approved",
                      reason + " Column \"" + binding.require.column + "\" cannot become " +
                          listed(binding.require.values) + " before that.",
                      "Have it approved by \"" + binding.definition + "\".");
}

struct Approval {
    std::int64_t tenant = 0;
    std::int64_t instance = 0;
    std::string key;
};

// Completed instances of bound definitions about the row; without a key, about any row of the table.
std::vector<Approval> approvals_of(const EngineRights& rights, const BoundTable& table,
                                   const std::optional<std::string>& key) {
    static Statement of_row{
        R"(SELECT tenant_id, instance_id, definition_id, business_key
        FROM wf.instance
        WHERE business_key = $2 AND business_table = $1 AND status = 'completed'
        ORDER BY instance_id)",
        {TEXTOID, TEXTOID}};
    static Statement of_table{
        R"(SELECT tenant_id, instance_id, definition_id, business_key
        FROM wf.instance
        WHERE business_table = $1 AND status = 'completed'
        ORDER BY instance_id)",
        {TEXTOID}};
    LatestSnapshot now;
    const Rows rows = key ? of_row.run({text(table.name), text(*key)}, Access::ReadOnly)
                          : of_table.run({text(table.name)}, Access::ReadOnly);
    std::vector<Approval> found;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (table.find(rows.int8(row, 1), definition_key(rights, rows.int8(row, 1), rows.int8(row, 3))))
            found.push_back(
                {.tenant = rows.int8(row, 1), .instance = rows.int8(row, 2), .key = rows.text(row, 4)});
    now.done();
    return found;
}

// What was approved is gone with its row: another one with the same key is not approved.
void end_approval(EngineRights& rights, const Approval& approval) {
    std::optional<InstanceRow> row = lock_instance(rights, approval.tenant, approval.instance);
    if (!row || row->state.status != Status::Completed || row->state.revoked) return;
    Work work{rights, approval.tenant, GetCurrentTimestamp()};
    work.command_by_system(*row, AcceptRevocation{}, "the row was deleted");
    work.run();
}

// An approval that is being undone at this moment takes its values with it.
void check_kept(const BoundTable& table, const RowBinding& binding, const std::string& key,
                const std::vector<std::string>& frozen) {
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::optional<InstanceRow> approval = approval_of(rights, table, binding, key);
        now.done();
        if (!approval || Work::is_deciding(approval->instance)) return;
        throw Error::make(Code::RowFrozen, row_of(table, key) + " is approved",
                          "Instance " + std::to_string(approval->instance) +
                              " has approved it; while that holds, " + listed(frozen) + " cannot be changed.",
                          "Revoke the approval with wf.revoke(), then change the row.");
    });
}

// Of what was approved before the table was bound, there is no signature on the row itself.
bool is_as_in_form(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                   const SeenRow& row, const InstanceRow& approval) {
    const DefinitionRef definition = definition_by_id(rights, binding.tenant, approval.definition);
    const feel::Value form = value_from_json(approval.state.data.text).value_or(feel::Value{});
    return std::ranges::all_of(mapped_fields(table, binding, definition->compiled),
                               [&](const MappedField& field) { return is_as_in_form(field, form, row); });
}

}  // namespace

std::optional<InstanceRow> approval_of(const EngineRights& rights, const BoundTable& table,
                                       const RowBinding& binding, const std::string& key,
                                       std::int64_t except) {
    static Statement select{
        R"(SELECT instance_id, definition_id
        FROM wf.instance
        WHERE business_key = $1 AND business_table = $2 AND tenant_id = $3 AND status = 'completed'
            AND instance_id <> $4
        ORDER BY instance_id DESC)",
        {TEXTOID, TEXTOID, INT8OID, INT8OID}};
    const Rows rows =
        select.run({text(key), text(table.name), int8(binding.tenant), int8(except)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (definition_key(rights, binding.tenant, rows.int8(row, 2)) != binding.definition) continue;
        std::optional<InstanceRow> found =
            read_instance(rights, binding.tenant, rows.int8(row, 1), Access::ReadOnly);
        if (found && !found->state.revoked && found->revokes == 0) return found;
    }
    return {};
}

void check_approved_kept(const BoundTable& table, const std::string& key,
                         const std::vector<std::size_t>& changed) {
    for (const RowBinding& binding : table.bindings) {
        if (binding.frozen_when_approved.empty()) continue;
        at_row(table.name, key);
        at_binding(binding.definition, "freeze_approved");
        std::vector<std::string> frozen;
        for (const std::string& column : table.names(changed))
            if (contains(binding.frozen_when_approved, column)) frozen.push_back(column);
        if (!frozen.empty()) check_kept(table, binding, key, frozen);
    }
}

void end_approvals(EngineRights& rights, const BoundTable& table, const std::string& key) {
    for (const Approval& approval : approvals_of(rights, table, key)) end_approval(rights, approval);
}

void end_approvals(EngineRights& rights, const BoundTable& table, Oid truncated) {
    const BoundTableRef partition = truncated == table.table ? nullptr : bindings_of(truncated);
    for (const Approval& approval : approvals_of(rights, table, {})) {
        check_interrupts();
        if (!partition || read_row(*partition, approval.key, RowLock::None)) end_approval(rights, approval);
    }
}

void check_approved(const BoundTable& table, const RowBinding& binding, const std::string& key) {
    at_row(table.name, key);
    at_binding(binding.definition, "require");
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::optional<InstanceRow> approval = approval_of(rights, table, binding, key);
        std::optional<RowSignature> signature;
        if (approval && binding.requires_unchanged)
            signature = last_signature(rights, binding.tenant, approval->instance, approval->state.started_at,
                                       approval->state.version);
        now.done();
        if (!approval)
            refuse_unapproved(table, binding, key,
                              "No instance of \"" + binding.definition + "\" about it has been completed.");
        if (!binding.requires_unchanged) return;
        const std::optional<SeenRow> row = read_row(table, key, RowLock::None);
        if (row && !(signature ? is_still(table, *row, *signature)
                               : is_as_in_form(rights, table, binding, *row, *approval)))
            refuse_unapproved(table, binding, key, "It has been changed since it was approved.");
    });
}

}  // namespace wf::pg
