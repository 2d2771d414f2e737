#include "pg/server/as_engine.hpp"
#include "core/base/lists.hpp"
#include "pg/binding/bound_change.hpp"

#include "pg/host/bound_row.hpp"
#include "pg/binding/make_triggers.hpp"
#include "pg/server/restoring.hpp"
#include "pg/binding/table_users.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const std::string& name_of(const TableChange& change) { return change.before->name; }

std::string open_instances(const TableChange& change) {
    return instances_about(name_of(change), Instances::Open);
}

void check_key(const TableChange& change, const std::vector<RowBinding>& bindings) {
    const std::vector<ColumnOfKey>& before = change.before->key;
    const bool are_labels_kept = std::ranges::all_of(change.before->key_labels, [&](const std::string& label) {
        return contains(change.after->key_labels, label);
    });
    const bool is_kept = is_same_key(before, change.after->key) && (are_labels_kept || !change.type_changed);
    if (before.empty() || is_kept) return;
    std::string columns;
    for (const ColumnOfKey& column : before)
        columns += (columns.empty() ? "\"" : ", \"") + column.name + "\"";
    const std::string what = "the key of table " + name_of(change);
    if (change.after->key.empty())
        refuse_change(
            what,
            "The table is bound to \"" + bindings.front().definition + "\", which needs a key; it is " +
                columns + ".",
            "Call wf.unbind() first, or make a primary key of other columns in the same statement.");
    const std::string instances = instances_about(name_of(change), Instances::All);
    if (!instances.empty())
        refuse_change(what, "By " + columns + " its rows are known to " + instances + ".",
                      are_labels_kept ? "Add other keys as unique constraints, and keep this one as the primary key."
                                      : "Add a new label, and leave those that rows are known by.");
}

// "1234 _row_written 29" is of table 1234.
bool is_of_member(const std::string& trigger, const TableChange& change) {
    const std::string table = trigger.substr(0, trigger.find(' '));
    return table == std::to_string(change.table) || contains(change.after->members, table);
}

void check_triggers(const TableChange& change) {
    const bool is_lost = std::ranges::any_of(change.before->triggers, [&](const std::string& trigger) {
        return !contains(change.after->triggers, trigger) && is_of_member(trigger, change);
    });
    // pg_restore --disable-triggers has them back when the rows are in.
    if (!is_lost || is_restoring(change.table)) return;
    if (const std::string open = open_instances(change); !open.empty())
        refuse_change("a trigger of table " + name_of(change),
                      "It keeps the rows that are being approved by " + open + ".",
                      "End what is open for its rows first, or call wf.unbind().");
}

void check_relatives(const TableChange& change, const std::vector<RowBinding>& bindings) {
    const std::string what = "table " + name_of(change);
    const std::string bound = "It is bound to \"" + bindings.front().definition + "\", ";
    const std::string hint = "Call wf.unbind() first; a partitioned table is bound as a whole.";
    if (change.after->is_child && !change.before->is_child)
        refuse_change(what, bound + "and cannot become part of another table.", hint);
    const bool has_children = !change.after->is_partitioned && !change.after->members.empty();
    if (has_children && change.before->members.empty())
        refuse_change(
            what, bound + "and no table can inherit from it: its triggers would not see those rows.", hint);
    if (change.after->has_rule && !change.before->has_rule)
        refuse_change(what, bound + "and rules must not do something else instead of writing it.",
                      "Use a trigger.");
}

void check_used_columns(const TableChange& change, const std::vector<RowBinding>& bindings) {
    const auto has = [](const TableState& state, const std::string& column) {
        return std::ranges::find(state.columns, column, &ColumnState::name) != state.columns.end();
    };
    for (const RowBinding& binding : bindings)
        for (const auto& [path, column] : columns_used(binding))
            if (!has(*change.after, column) && has(*change.before, column))
                refuse_change("column \"" + column + "\" of table " + name_of(change),
                              "The binding to \"" + binding.definition + "\" uses it: " + path + ".",
                              "Call wf.bind() without it first, or wf.unbind().");
}

bool is_frozen(const std::string& column, const std::vector<RowBinding>& bindings) {
    return std::ranges::any_of(bindings, [&](const RowBinding& binding) {
        return binding.freezes && !contains(binding.unsigned_columns(), column);
    });
}

// A statement that rewrites the table changes values behind all triggers.
void check_values_kept(const TableChange& change, const std::vector<RowBinding>& bindings) {
    for (const ColumnState& before : change.before->columns) {
        const ColumnState* after = change.after->find(before.number);
        const bool is_computed = contains(change.computed, before.name);
        if (!after || (!is_computed && widens(before.type, after->type))) continue;
        if (!is_frozen(before.name, bindings)) continue;
        if (const std::string open = open_instances(change); !open.empty())
            refuse_change(
                "column \"" + before.name + "\" of table " + name_of(change),
                "Its values are being approved by " + open + ", and may not be the same as another type.",
                "Change it to a type that can hold all its values, such as bigint for integer, "
                "without USING; or end what is open first.");
    }
}

bool has_lost_members(const TableChange& change) {
    return std::ranges::any_of(change.before->members, [&](const std::string& member) {
        return !contains(change.after->members, member);
    });
}

struct Open {
    std::int64_t tenant;
    std::int64_t instance;
    std::string definition, key;
};

std::vector<Open> all_open(const std::string& table) {
    static Statement select{
        R"(SELECT i.tenant_id, i.instance_id, d.key, i.business_key
        FROM wf.binding b
            JOIN wf.definition d ON d.tenant_id = b.tenant_id AND d.key = b.definition_key
            JOIN wf.instance i ON i.definition_id = d.definition_id AND i.tenant_id = d.tenant_id
        WHERE b.business_table = $1 AND i.business_table = $1 AND i.ended_at IS NULL
        ORDER BY i.instance_id)",
        {TEXTOID}};
    LatestSnapshot now;
    std::vector<Open> found;
    const Rows rows = select.run({text(table)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        found.push_back({rows.int8(row, 1), rows.int8(row, 2), rows.text(row, 3), rows.text(row, 4)});
    now.done();
    return found;
}

// With a partition its rows go.
void check_rows_kept(const TableChange& change) {
    if (!has_lost_members(change)) return;
    const std::vector<Open> all = all_open(name_of(change));
    if (all.empty()) return;
    as_engine([&](EngineRights& rights) {
        const BoundTableRef table = bindings_of(rights, name_of(change));
        for (const Open& open : all) {
            check_interrupts();
            const RowBinding* binding = table ? table->find(open.tenant, open.definition) : nullptr;
            if (!binding || read_row(*table, open.key, RowLock::None)) continue;
            refuse_change("a partition of table " + name_of(change),
                          "Row " + open.key + ", which instance " + std::to_string(open.instance) +
                              " is open about, would not be in the table any more.",
                          "End what is open for its rows first.");
        }
    });
}

}  // namespace

void refuse_change(const std::string& what, std::string detail, std::string hint) {
    throw Error{ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST, what + " is in use by wf_engine", std::move(detail),
                std::move(hint)};
}

void check_bound_change(const TableChange& change, const std::vector<RowBinding>& bindings) {
    check_used_columns(change, bindings);
    check_key(change, bindings);
    check_relatives(change, bindings);
    check_triggers(change);
    check_values_kept(change, bindings);
    check_rows_kept(change);
    if (change.before->members != change.after->members) follow_partitions(change.table, name_of(change));
}

}  // namespace wf::pg
