// What a command means for the row of the host that its instance is about, if wf.bind() has bound the table:
// who signs sees it locked, and what becomes of the request is written back.
#include "core/json/value_json.hpp"
#include "core/names.hpp"
#include "pg/binding_row.hpp"
#include "pg/follow_ups.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// Of these the log says which version of the row was meant.
bool is_signature(const Act& act) {
    return std::holds_alternative<Start>(act) || std::holds_alternative<Resubmit>(act) ||
           std::holds_alternative<Approve>(act) || std::holds_alternative<Reject>(act) ||
           std::holds_alternative<Abstain>(act) || std::holds_alternative<Complete>(act);
}

// Columns of the fields that the command has changed, and their values.
struct Columns {
    std::vector<std::string> names;
    std::string json;
};

bool has_column(const BoundTable& table, const feel::Value& row, const std::string& column) {
    return !column.empty() && row.get(column) &&
           std::ranges::none_of(table.key, [&](const KeyColumn& key) { return key.name == column; });
}

// A field that is not there any more was cleared.
Columns changed_columns(const BoundTable& table, const RowBinding& binding, const feel::Value& row,
                        const feel::Value& before, const feel::Value& after) {
    Columns changed;
    feel::Entries entries;
    const auto compare = [&](const std::string& field) {
        const feel::Value* then = before.get(field);
        const feel::Value* now = after.get(field);
        const std::string column = binding.column_of(field);
        if (value_to_json(then ? *then : feel::Value{}) == value_to_json(now ? *now : feel::Value{}) ||
            !has_column(table, row, column))
            return;
        changed.names.push_back(column);
        entries.emplace_back(column, now ? *now : feel::Value{});
    };
    if (after.is_context())
        for (const auto& [field, value] : after.as_context()) compare(field);
    if (before.is_context())
        for (const auto& [field, value] : before.as_context())
            if (!after.get(field)) compare(field);
    changed.json = value_to_json(feel::Value::context(std::move(entries)));
    return changed;
}

feel::Value value_of(const Json& json) { return value_from_json(json.text).value_or(feel::Value{}); }

void write_form(const BoundTable& table, const RowBinding& binding, const RowToWrite& change,
                EngineRights& rights) {
    const std::optional<SeenRow> row = look_at_row(table, binding, change.key, rights);
    if (!row) return;
    const Columns changed = changed_columns(table, binding, value_of(Json{row->json}),
                                            value_of(change.form_before), value_of(change.form));
    write_columns(table, change.key, changed.names, changed.json, rights);
}

}  // namespace

FollowUps::Before FollowUps::before(const InstanceRow& row, const Definition& definition,
                                    const Command& command) {
    if (row.business_table.empty()) return {};
    return {.row_hash = is_signature(command.act) ? sign_row(row, definition) : std::string{},
            .form = row.state.data};
}

std::string FollowUps::sign_row(const InstanceRow& row, const Definition& definition) {
    const BoundTableRef table = bindings_of(row.business_table);
    const RowBinding* binding = table ? table->find(tenant_, definition.key) : nullptr;
    if (!binding) return {};
    const std::optional<SeenRow> seen = lock_row(*table, *binding, row.business_key, rights_);
    return seen ? seen->hash : std::string{};
}

void FollowUps::note_row(const InstanceRow& row, const std::vector<Entry>& entries, const Json& form_before) {
    RowToWrite change{.definition = row.definition, .table = row.business_table, .key = row.business_key};
    for (const Entry& entry : entries) {
        // Until it has been revoked, the row is approved, whatever becomes of the instance that is to revoke
        // it.
        if (row.revokes == 0 && entry.source != entry.target) change.status = name_of(entry.target);
        for (const Event& event : entry.events) {
            if (std::holds_alternative<InstanceRevoked>(event)) change.status = "revoked";
            if (std::holds_alternative<DataChanged>(event)) change.form_before = form_before;
        }
    }
    if (change.status.empty() && change.form_before.text.empty()) return;
    change.form = row.state.data;
    queue_.push_back(std::move(change));
}

void FollowUps::handle(const RowToWrite& change) {
    const BoundTableRef table = bindings_of(change.table);
    const RowBinding* binding =
        table ? table->find(tenant_, definition_by_id(tenant_, change.definition)->compiled.key) : nullptr;
    if (!binding) return;
    if (binding->writes_back && !change.form_before.text.empty())
        write_form(*table, *binding, change, rights_);
    if (const std::string* code = binding->code_of(change.status))
        write_column(*table, change.key, binding->status, *code, rights_);
}

}  // namespace wf::pg
