#include "pg/binding_check.hpp"

#include "core/names.hpp"
#include "pg/as_engine.hpp"
#include "pg/definition_cache.hpp"
#include "pg/follow_ups.hpp"
#include "pg/state_store.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

std::string row_of(const BoundTable& table, const std::string& key) {
    return "row " + key + " of table " + table.name;
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "\"" : ", \"") + name + "\"";
    return list;
}

[[noreturn]] void refuse_frozen(const BoundTable& table, const std::string& key, std::string detail,
                                std::string hint) {
    throw Error::make(Code::RowFrozen, row_of(table, key) + " is being approved", std::move(detail),
                      std::move(hint));
}

std::string definition_key(std::int64_t tenant, std::int64_t definition) {
    return definition_by_id(tenant, definition)->compiled.key;
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

Openness openness_of(const OpenInstance& open) {
    Openness result{.nodes = {}, .columns = open.binding->always_writable};
    const std::optional<InstanceRow> row = read_instance(open.tenant, open.instance, Access::ReadOnly);
    const DefinitionRef definition = definition_by_id(open.tenant, open.definition);
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

void check_not_frozen(const BoundTable& table, const std::string& key, const OpenInstance& open,
                      const std::vector<std::string>& changed) {
    if (!open.binding->freezes || is_with_initiator(open) || is_always_writable(*open.binding, changed))
        return;
    const Openness openness = openness_of(open);
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

// The approval of this row that was completed last, and not revoked.
std::optional<InstanceRow> approval_of(const BoundTable& table, const RowBinding& binding,
                                       const std::string& key) {
    static Statement select{
        "SELECT instance_id, definition_id FROM wf.instance WHERE business_key = $1 AND business_table = $2 "
        "AND tenant_id = $3 AND status = 'completed' ORDER BY instance_id DESC",
        {TEXTOID, TEXTOID, INT8OID}};
    const Rows rows = select.run({text(key), text(table.name), int8(binding.tenant)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (definition_key(binding.tenant, rows.int8(row, 2)) != binding.definition) continue;
        std::optional<InstanceRow> found = read_instance(binding.tenant, rows.int8(row, 1), Access::ReadOnly);
        if (found && !found->state.revoked) return found;
    }
    return {};
}

std::string last_hash(std::int64_t tenant, const InstanceRow& row) {
    static Statement select{
        "SELECT row_hash FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 AND row_hash IS "
        "NOT NULL ORDER BY seq DESC LIMIT 1",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows =
        select.run({int8(tenant), int8(row.instance), time(row.state.started_at)}, Access::ReadOnly);
    return rows.empty() ? std::string{} : rows.text(0, 1);
}

[[noreturn]] void refuse_unapproved(const BoundTable& table, const RowBinding& binding,
                                    const std::string& key, const std::string& reason) {
    throw Error::make(Code::RowNotApproved, row_of(table, key) + " is not approved",
                      reason + " Column \"" + binding.require.column + "\" can't become " +
                          listed(binding.require.values) + " before that.",
                      "Have it approved by \"" + binding.definition + "\".");
}

void cancel(const OpenInstance& open, EngineRights& rights) {
    std::optional<InstanceRow> row = lock_instance(open.tenant, open.instance);
    if (!row || is_final(row->state.status)) return;
    const DefinitionRef definition = definition_by_id(open.tenant, row->definition);
    FollowUps work{open.tenant, rights, GetCurrentTimestamp()};
    work.decide(*row, definition->compiled,
                Command{.act = Cancel{},
                        .actor = PersonId{system_actor},
                        .by_administrator = true,
                        .at = work.at(),
                        .comment = "the row was deleted"});
    work.run();
}

}  // namespace

bool is_always_writable(const RowBinding& binding, const std::vector<std::string>& changed) {
    return std::ranges::all_of(
        changed, [&](const std::string& column) { return contains(binding.always_writable, column); });
}

std::vector<OpenInstance> open_instances(const BoundTable& table, const std::string& key) {
    static Statement select{
        "SELECT tenant_id, instance_id, definition_id, status FROM wf.instance "
        "WHERE business_key = $1 AND business_table = $2 AND ended_at IS NULL ORDER BY instance_id",
        {TEXTOID, TEXTOID}};
    std::vector<OpenInstance> found;
    const Rows rows = select.run({text(key), text(table.name)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        OpenInstance open{
            .tenant = rows.int8(row, 1),
            .instance = rows.int8(row, 2),
            .definition = rows.int8(row, 3),
            .status = by_name<Status>(status_names, rows.text(row, 4)).value_or(Status::Running)};
        open.binding = table.find(open.tenant, definition_key(open.tenant, open.definition));
        if (open.binding) found.push_back(open);
    }
    return found;
}

void check_not_frozen(const BoundTable& table, const std::string& key,
                      const std::vector<std::string>& changed) {
    as_engine([&](EngineRights&) {
        LatestSnapshot now;
        for (const OpenInstance& open : open_instances(table, key))
            check_not_frozen(table, key, open, changed);
        now.done();
    });
}

void check_key_kept(const BoundTable& table, const std::string& before, const std::string& after) {
    static Statement select{
        "SELECT tenant_id, definition_id FROM wf.instance WHERE business_key = ANY ($1) AND business_table = "
        "$2",
        {TEXTARRAYOID, TEXTOID}};
    if (before == after) return;
    as_engine([&](EngineRights&) {
        LatestSnapshot now;
        const Rows rows = select.run({text_array({before, after}), text(table.name)}, Access::ReadOnly);
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (table.find(rows.int8(row, 1), definition_key(rows.int8(row, 1), rows.int8(row, 2))))
                throw Error::make(
                    Code::RowFrozen, "the key of " + row_of(table, before) + " can't be changed",
                    "An approval is about the old key or the new one.", "Insert a new row instead.");
        now.done();
    });
}

void end_with_row(const BoundTable& table, const std::string& key) {
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::vector<OpenInstance> all = open_instances(table, key);
        now.done();
        for (const OpenInstance& open : all) {
            if (!open.binding->cancels_on_delete)
                refuse_frozen(
                    table, key,
                    "Instance " + std::to_string(open.instance) + " is about it, so it can't be deleted.",
                    "Withdraw the request first.");
            cancel(open, rights);
        }
    });
}

void check_nothing_open(const BoundTable& table) {
    static Statement select{
        "SELECT business_key, instance_id FROM wf.instance WHERE business_table = $1 AND ended_at IS NULL "
        "ORDER BY instance_id LIMIT 1",
        {TEXTOID}};
    as_engine([&](EngineRights&) {
        LatestSnapshot now;
        const Rows rows = select.run({text(table.name)}, Access::ReadOnly);
        if (!rows.empty())
            refuse_frozen(table, rows.text(0, 1),
                          "Instance " + std::to_string(rows.int8(0, 2)) +
                              " is about it, so the table can't be truncated.",
                          "End what is open for its rows first.");
        now.done();
    });
}

void check_approved(const BoundTable& table, const RowBinding& binding, const std::string& key) {
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::optional<InstanceRow> approval = approval_of(table, binding, key);
        const std::string signed_hash =
            approval && binding.requires_unchanged ? last_hash(binding.tenant, *approval) : "";
        now.done();
        if (!approval)
            refuse_unapproved(table, binding, key,
                              "No instance of \"" + binding.definition + "\" about it has been completed.");
        if (!binding.requires_unchanged) return;
        const std::optional<SeenRow> row = look_at_row(table, binding, key, rights);
        if (row && row->hash != signed_hash)
            refuse_unapproved(table, binding, key, "It has been changed since it was approved.");
    });
}

}  // namespace wf::pg
