#include "pg/command/frozen_row.hpp"

#include "core/base/lists.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "pg/command/approved_row.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/caller.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/command/work.hpp"
#include "pg/command/host_row.hpp"
#include "pg/host/row_context.hpp"
#include "pg/store/instance_row.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool is_among(std::size_t place, const std::vector<std::size_t>& changed) {
    return std::ranges::find(changed, place) != changed.end();
}

[[noreturn]] void refuse_frozen(const BoundTable& table, const std::string& key, std::string detail,
                                std::string hint) {
    throw Error::make(Code::RowFrozen, row_of(table, key) + " is being approved", std::move(detail),
                      std::move(hint));
}

// Where an instance stands, and what may be written meanwhile.
struct Openness {
    std::vector<std::string> nodes;
    std::vector<std::string> columns;
};

void open_columns(const Node& node, const RowBinding& binding, std::vector<std::string>& columns) {
    for (const FieldAccess& access : node.handler.fields) {
        const std::string column = binding.column_of(access.field);
        if (access.right == FieldRight::Write && !column.empty() && !contains(columns, column))
            columns.push_back(column);
    }
}

Openness openness_of(const EngineRights& rights, const OpenInstance& open) {
    Openness result{.nodes = {}, .columns = open.binding->always_writable};
    const std::optional<InstanceRow> row =
        read_instance(rights, open.tenant, open.instance, Access::ReadOnly);
    const DefinitionRef definition = definition_by_id(rights, open.tenant, open.definition);
    if (!row) return result;
    for (const Seat& seat : row->state.seats) {
        const Token* token = row->state.find_token(seat.token);
        const Node* node = token ? definition->compiled.find_node(token->node) : nullptr;
        if (!node || seat.state != SeatState::Open || contains(result.nodes, node->id)) continue;
        result.nodes.push_back(node->id);
        if (open.status == Status::Running) open_columns(*node, *open.binding, result.columns);
    }
    return result;
}

// A draft, or what was sent back, is the initiator's to change.
bool is_with_initiator(const OpenInstance& open) {
    return open.status == Status::Created || open.status == Status::Returned;
}

// What is generated follows from others, and is not written by itself.
std::vector<std::string> written(const BoundTable& table, const std::vector<std::size_t>& changed) {
    std::vector<std::size_t> places = changed;
    std::erase_if(places, [&](std::size_t place) { return table.columns[place].is_generated; });
    return table.names(places);
}

void check_not_frozen(const EngineRights& rights, const BoundTable& table, const std::string& key,
                      const OpenInstance& open, const std::vector<std::string>& changed) {
    if (!open.binding->freezes || is_with_initiator(open) || is_always_writable(*open.binding, changed))
        return;
    const Openness openness = openness_of(rights, open);
    std::vector<std::string> refused;
    for (const std::string& column : changed)
        if (!contains(openness.columns, column)) refused.push_back(column);
    if (refused.empty()) return;
    const std::string where =
        openness.nodes.empty() ? "is at no node with people" : "is at node " + listed(openness.nodes);
    const std::string open_columns =
        openness.columns.empty() ? "nothing" : "only " + listed(openness.columns);
    refuse_frozen(table, key,
                  "Instance " + std::to_string(open.instance) + " " + where + ", where " + open_columns +
                      " can be written, not " + listed(refused) + ".",
                  "Withdraw the request or have it sent back, then change the row.");
}

void cancel(EngineRights& rights, const OpenInstance& open) {
    std::optional<InstanceRow> row = lock_instance(rights, open.tenant, open.instance);
    if (!row || is_final(row->state.status)) return;
    Work work{rights, open.tenant, GetCurrentTimestamp()};
    work.command_by_system(*row, Cancel{}, "the row was deleted");
    work.run();
}

// Whoever has written the row: the session's person, or whom a column names; else it is not known.
PersonId writer_of(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                   const InstanceRow& row) {
    if (std::optional<std::string> person = acting_person(rights, binding.tenant)) return *person;
    if (row.business_row)
        if (std::optional<PersonId> person = person_in(table, binding.actor, *row.business_row)) return *person;
    return PersonId{system_actor};
}

// The fields whose columns have changed, as the row has them; what is generated is read with them.
Json changed_fields(const BoundTable& table, const RowBinding& binding, const Definition& definition,
                    const SeenRow& row, const std::vector<std::size_t>& changed) {
    feel::Entries fields;
    for (const MappedField& field : mapped_fields(table, binding, definition))
        if (is_among(field.place, changed) && !table.columns[field.place].is_generated)
            fields.emplace_back(field.field, value_in_form(field, row));
    return Json{value_to_json(feel::Value::context(std::move(fields)))};
}

// The row is locked by the UPDATE itself, so whoever decides on the instance waits.
void log_update(EngineRights& rights, const BoundTable& table, const OpenInstance& open,
                const std::vector<std::size_t>& changed) {
    const bool is_always = is_always_writable(*open.binding, written(table, changed));
    // A command that has called the host's code reads the row again itself; whoever resumes it does, too.
    if (Work::is_deciding(open.instance) || open.status == Status::Suspended) return;
    std::optional<InstanceRow> row = lock_instance(rights, open.tenant, open.instance);
    if (!row || !row->business_row || is_final(row->state.status)) return;
    const DefinitionRef definition = definition_by_id(rights, open.tenant, row->definition);
    const Json fields =
        changed_fields(table, *open.binding, definition->compiled, *row->business_row, changed);
    const bool is_mapped = std::ranges::any_of(mapped_fields(table, *open.binding, definition->compiled),
                                               [&](const MappedField& one) { return is_among(one.place, changed); });
    if (!is_mapped && (is_always || !open.binding->freezes)) return;
    const PersonId writer = writer_of(rights, table, *open.binding, *row);
    Work work{rights, open.tenant, GetCurrentTimestamp()};
    work.decide(*row, definition->compiled,
                Command{.act = SetData{.data = fields, .is_in_row = true},
                        .actor = writer,
                        // What anybody may write, or nobody is known to have written, is no matter of tasks.
                        .by_administrator = is_always || !open.binding->freezes || writer == system_actor,
                        .at = work.at(),
                        .comment = {}});
    work.run();
}

}  // namespace

bool is_always_writable(const RowBinding& binding, const std::vector<std::string>& changed) {
    return std::ranges::all_of(
        changed, [&](const std::string& column) { return contains(binding.always_writable, column); });
}

std::vector<OpenInstance> open_instances(const EngineRights& rights, const BoundTable& table,
                                         const std::string& key) {
    static Statement select{
        R"(SELECT tenant_id, instance_id, definition_id, status
        FROM wf.instance
        WHERE business_key = $1 AND business_table = $2 AND ended_at IS NULL
        ORDER BY instance_id)",
        {TEXTOID, TEXTOID}};
    std::vector<OpenInstance> found;
    const Rows rows = select.run({text(key), text(table.name)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        OpenInstance open{
            .tenant = rows.int8(row, 1),
            .instance = rows.int8(row, 2),
            .definition = rows.int8(row, 3),
            .status = by_name<Status>(status_names, rows.text(row, 4)).value_or(Status::Running)};
        open.binding = table.find(open.tenant, definition_key(rights, open.tenant, open.definition));
        if (open.binding) found.push_back(open);
    }
    return found;
}

void note_update(const BoundTable& table, const std::string& key, const std::vector<std::size_t>& changed) {
    at_row(table.name, key);
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::vector<OpenInstance> all = open_instances(rights, table, key);
        for (const OpenInstance& open : all) {
            at_binding(open.binding->definition, "freeze");
            check_not_frozen(rights, table, key, open, written(table, changed));
        }
        now.done();
        for (const OpenInstance& open : all) {
            at_binding(open.binding->definition);
            log_update(rights, table, open, changed);
        }
    });
}

// What follows by itself (generated columns) and what no approval is about may change with it.
void check_own_write(const BoundTable& table, const std::string& key, const std::vector<std::size_t>& changed,
                     const std::vector<std::string>& by_engine) {
    at_row(table.name, key);
    for (const RowBinding& binding : table.bindings) {
        if (!binding.freezes) continue;
        at_binding(binding.definition, "freeze");
        const std::vector<std::string> unsigned_columns = binding.unsigned_columns();
        for (const std::string& column : written(table, changed))
            if (!contains(by_engine, column) && !contains(unsigned_columns, column))
                throw Error::make(
                    Code::RowNotWritten, row_of(table, key) + " did not take what was written",
                    "A trigger of the table has changed column \"" + column + "\", which is being approved.",
                    "List the column in \"always_writable\" of wf.bind() if an approval is not about it.");
    }
}

void check_not_frozen_by_others(const EngineRights& rights, const BoundTable& table, const std::string& key,
                                std::int64_t instance, const std::vector<std::string>& columns) {
    LatestSnapshot now;
    for (const OpenInstance& open : open_instances(rights, table, key))
        if (open.instance != instance) check_not_frozen(rights, table, key, open, columns);
    now.done();
}

void refuse_second(const BoundTable& table, const std::string& key, std::int64_t instance) {
    throw Error::make(Code::RowInApproval, row_of(table, key) + " is being approved already",
                      "Instance " + std::to_string(instance) + " is open for it.",
                      "Wait for its end or withdraw it; wf.resubmit() hands in what was sent back.");
}

void check_only_one(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                    const std::string& key) {
    if (binding.allows_several) return;
    LatestSnapshot now;
    const std::vector<OpenInstance> open = open_instances(rights, table, key);
    now.done();
    for (const OpenInstance& one : open)
        if (one.binding == &binding) refuse_second(table, key, one.instance);
}

void check_key_kept(const BoundTable& table, const std::string& before, const std::string& after) {
    static Statement select{
        R"(SELECT tenant_id, definition_id
        FROM wf.instance
        WHERE business_key = ANY ($1) AND business_table = $2)",
        {TEXTARRAYOID, TEXTOID}};
    if (before == after) return;
    at_row(table.name, before);
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const Rows rows = select.run({text_array({before, after}), text(table.name)}, Access::ReadOnly);
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (table.find(rows.int8(row, 1), definition_key(rights, rows.int8(row, 1), rows.int8(row, 2))))
                throw Error::make(
                    Code::RowFrozen, "the key of " + row_of(table, before) + " cannot be changed",
                    "An approval is about the old key or the new one.", "Insert a new row instead.");
        now.done();
    });
}

void end_with_row(const BoundTable& table, const std::string& key) {
    at_row(table.name, key);
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::vector<OpenInstance> all = open_instances(rights, table, key);
        now.done();
        for (const OpenInstance& open : all) {
            at_binding(open.binding->definition, "on_delete");
            if (!open.binding->cancels_on_delete)
                refuse_frozen(
                    table, key,
                    "Instance " + std::to_string(open.instance) + " is about it, so it cannot be deleted.",
                    "Withdraw the request first.");
            cancel(rights, open);
        }
        end_approvals(rights, table, key);
    });
}

void end_with_all_rows(const BoundTable& table, Oid truncated) {
    static Statement select{
        R"(SELECT business_key, instance_id, tenant_id, definition_id
        FROM wf.instance
        WHERE business_table = $1 AND ended_at IS NULL
        ORDER BY instance_id)",
        {TEXTOID}};
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const Rows rows = select.run({text(table.name)}, Access::ReadOnly);
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (table.find(rows.int8(row, 3), definition_key(rights, rows.int8(row, 3), rows.int8(row, 4))))
                refuse_frozen(table, rows.text(row, 1),
                              "Instance " + std::to_string(rows.int8(row, 2)) +
                                  " is about it, so the table cannot be truncated.",
                              "End what is open for its rows first.");
        now.done();
        end_approvals(rights, table, truncated);
    });
}

}  // namespace wf::pg
