#include "pg/binding/tracked_change.hpp"

#include "core/json/value_json.hpp"
#include "pg/binding/bound_change.hpp"
#include "pg/binding/table_users.hpp"
#include "pg/binding/track_triggers.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/tracking/options.hpp"
#include "pg/tracking/tracked_table.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Tracking {
    std::int64_t id = 0;
    Oid table = InvalidOid;
    std::string table_name, column, options;
};

std::vector<Tracking> all_tracked() {
    static Statement select{
        "SELECT tracked_id, table_id::bigint, table_name, column_name, options::text FROM wf.tracked WHERE untracked_at IS NULL ORDER BY tracked_id", {}};
    LatestSnapshot now;
    std::vector<Tracking> list;
    const Rows rows = select.run({}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        list.push_back({rows.int8(row, 1), static_cast<Oid>(rows.int8(row, 2)), rows.text(row, 3), rows.text(row, 4), rows.text(row, 5)});
    now.done();
    return list;
}

[[noreturn]] void refuse(const Tracking& tracking, const std::string& what, const std::string& why) {
    refuse_change(what, why, "SELECT wf.untrack('" + tracking.table_name + "', '" + tracking.column + "'); first: what was logged stays.");
}

// What a column is called now. Throws if there is none any more.
std::string name_now(const Tracking& tracking, const TableState& before, const TableState& after, const std::string& column) {
    const auto was = std::ranges::find(before.columns, column, &ColumnState::name);
    if (was == before.columns.end()) return column;
    const ColumnState* const is = after.find(was->number);
    if (!is)
        refuse(tracking, "column \"" + column + "\" of table " + tracking.table_name,
               column == tracking.column ? "Its changes are tracked." : "The tracking of column \"" + tracking.column + "\" uses it.");
    return is->name;
}

// The options that name columns, with the names of now. A condition is text that only its writer can change.
std::string options_now(const Tracking& tracking, const TableState& before, const TableState& after) {
    const feel::Value options = value_from_json(tracking.options).value_or(feel::Value{});
    const auto renamed = [&](const feel::Value& value) {
        return value.is_string() ? feel::Value::string(name_now(tracking, before, after, value.as_string())) : value;
    };
    feel::Entries entries;
    for (const auto& [name, value] : options.as_context()) {
        if (name != "key" && name != "keep" && name != "actor" && name != "reason") {
            entries.emplace_back(name, value);
        } else if (value.is_list()) {
            std::vector<feel::Value> items;
            for (const feel::Value& item : value.as_list()) items.push_back(renamed(item));
            entries.emplace_back(name, feel::Value::list(std::move(items)));
        } else {
            entries.emplace_back(name, renamed(value));
        }
    }
    if (const TrackOptions read = read_track_options(tracking.options); read.when)
        for (const auto& [path, column] : columns_used(read))
            if (path == "/when" && name_now(tracking, before, after, column) != column)
                refuse(tracking, "column \"" + column + "\" of table " + tracking.table_name, "The condition of the tracking of column \"" + tracking.column + "\" names it.");
    return value_to_json(feel::Value::context(std::move(entries)));
}

void follow_names(const Tracking& tracking, const TableState& before, const TableState& after) {
    static Statement update{"UPDATE wf.tracked SET table_name = $2, column_name = $3, options = $4 WHERE tracked_id = $1",
                            {INT8OID, TEXTOID, TEXTOID, JSONBOID}};
    const std::string column = name_now(tracking, before, after, tracking.column);
    const std::string options = options_now(tracking, before, after);
    if (after.name == tracking.table_name && column == tracking.column && before.columns == after.columns) return;
    update.run({int8(tracking.id), text(after.name), text(column), jsonb(options)}, Access::ReadWrite);
    forget_tracked();
}

void check_one(const Tracking& tracking) {
    const std::optional<TableState> before = state_of(tracking.table, Moment::BeforeStatement);
    const std::optional<TableState> after = state_of(tracking.table, Moment::Now);
    if (!before) return;  // made by this statement, or lost before
    // The number is that of a table elsewhere, which replication brought along: wf.setup() finds the right one.
    if (before->name != tracking.table_name) return;
    if (!after) refuse(tracking, "table " + tracking.table_name, "Column \"" + tracking.column + "\" is tracked.");
    follow_names(tracking, *before, *after);
    if (before->members != after->members) follow_tracked_parts(tracking.id);
}

}  // namespace

bool is_anything_tracked() {
    return call([] {
        static EngineTable registry{"tracked"};
        const Oid table = registry.id();
        return OidIsValid(table) && has_row(table, InvalidOid);
    });
}

void check_tracked(const std::vector<Oid>& tables) {
    std::vector<Oid> touched;
    for (const Oid table : tables)
        for (const Moment moment : {Moment::BeforeStatement, Moment::Now})
            for (const Oid one : relatives_of(table, moment)) touched.push_back(one);
    for (const Tracking& tracking : all_tracked())
        if (std::ranges::find(touched, tracking.table) != touched.end()) check_one(tracking);
}

void follow_schema_names() {
    for (const Tracking& tracking : all_tracked()) check_one(tracking);
}

}  // namespace wf::pg
