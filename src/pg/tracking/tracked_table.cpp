#include "pg/tracking/tracked_table.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/server/engine_table.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using Known = std::map<std::pair<std::int64_t, Oid>, TrackedTableRef>;

Known& known_tables() {
    static Known tables;
    return tables;
}

EngineTable& registry() {
    static EngineTable table{"tracked"};
    return table;
}

Oid known_registry = InvalidOid;

void forget(Datum, Oid relation) {
    if (!OidIsValid(relation) || relation == known_registry)
        known_tables().clear();
    else
        std::erase_if(known_tables(), [&](const auto& one) { return one.first.second == relation; });
}

// The name of a table has that of its schema in it.
void forget_all(Datum, int, uint32) { known_tables().clear(); }

void forget_when_changed() {
    static const bool registered = [] {
        call([] {
            CacheRegisterRelcacheCallback(forget, Datum{0});
            CacheRegisterSyscacheCallback(NAMESPACEOID, forget_all, Datum{0});
        });
        return true;
    }();
    (void)registered;
    known_registry = call([] { return registry().id(); });
}

struct Row {
    std::string table, column, options;
};

Row select_row(Oid relation, const std::string& name, std::int64_t tracked) {
    static Statement select{
        R"(WITH RECURSIVE above (id) AS (SELECT $2 UNION SELECT i.inhparent FROM pg_inherits i JOIN above a ON i.inhrelid = a.id)
        SELECT t.table_name, t.column_name, t.options::text
        FROM wf.tracked t
        WHERE t.tracked_id = $1 AND t.untracked_at IS NULL AND (t.table_id IN (SELECT id FROM above)
            OR wf._stored_table(t.table_name) IN (SELECT id FROM above)))",
        {INT8OID, OIDOID}};
    LatestSnapshot now;
    const Rows rows = select.run({int8(tracked), oid(relation)}, Access::ReadOnly);
    if (rows.empty())
        throw Error::make(Code::TrackingNotFound, "table " + name + " is not tracked under number " + std::to_string(tracked),
                          "A trigger of it says so.", "Drop its triggers 0_wf_track_..., and call wf.track() again.");
    Row row{rows.text(0, 1), rows.text(0, 2), rows.text(0, 3)};
    now.done();
    return row;
}

std::size_t place_in(const BoundTable& table, const std::string& column) {
    if (const std::optional<std::size_t> place = table.place_of(column)) return *place;
    throw Error::make(Code::TrackingNotFound, "table " + table.name + " has no column \"" + column + "\"",
                      "wf.track() has been told of it.", "Call wf.track() again, with other options.");
}

// Of the table as wf.bind() knows it what is needed here.
void copy_shape(const BoundTable& from, BoundTable& to) {
    to.table = from.table;
    to.owner = from.owner;
    to.name = from.name;
    to.schema = from.schema;
    to.columns = from.columns;
    to.is_plain = from.is_plain;
}

TrackedTableRef load(Oid relation, std::int64_t tracked) {
    forget_when_changed();
    auto found = std::make_shared<TrackedTable>();
    copy_shape(*bindings_of(relation), found->table);
    const Row row = select_row(relation, found->table.name, tracked);
    found->tracked = tracked;
    found->name = row.table;
    found->options = read_track_options(row.options);
    found->column = place_in(found->table, row.column);
    for (const std::string& column : found->options.key) found->table.key.push_back(place_in(found->table, column));
    for (const std::string& column : found->options.keep) found->keep.push_back(place_in(found->table, column));
    if (!found->options.actor.empty()) found->actor = place_in(found->table, found->options.actor);
    if (!found->options.reason.empty()) found->reason = place_in(found->table, found->options.reason);
    std::vector<std::size_t> used = found->table.key;
    used.push_back(found->column);
    used.insert(used.end(), found->keep.begin(), found->keep.end());
    for (const auto& place : {found->actor, found->reason})
        if (place) used.push_back(*place);
    found->is_plain = !found->options.when && std::ranges::all_of(used, [&](std::size_t place) { return found->table.columns[place].is_plain; });
    return found;
}

}  // namespace

TrackedTableRef tracked_table(Oid relation, std::int64_t tracked) {
    const std::pair key{tracked, relation};
    if (const auto known = known_tables().find(key); known != known_tables().end()) return known->second;
    TrackedTableRef found = as_engine([&](EngineRights&) { return load(relation, tracked); });
    known_tables()[key] = found;
    return found;
}

void forget_tracked() {
    call([] { CacheInvalidateRelcacheByRelid(registry().id()); });
}

}  // namespace wf::pg
