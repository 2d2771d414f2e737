// wf.track, wf.untrack: which columns of the host have their changes logged.
#include "core/json/value_json.hpp"
#include "pg/binding/track_triggers.hpp"
#include "pg/host/own_table.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/tracking/options.hpp"
#include "pg/tracking/tracked_table.hpp"

#include <string>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// One at a time, also because of what MayMakeTriggers grants. Before anything else is locked.
void wait_for_others() {
    call([] { SPI_execute("LOCK TABLE wf.tracked IN SHARE ROW EXCLUSIVE MODE", false, 0); });
}

void check_trackable(const BoundTable& table) {
    static Statement select{
        R"(SELECT CASE WHEN c.relkind NOT IN ('r', 'p') OR c.relpersistence = 't' OR n.nspname IN ('wf', 'pg_catalog', 'information_schema')
            THEN 'It is not a table of the host.' WHEN c.relispartition THEN 'It is a partition.'
            WHEN EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = $1 AND r.is_instead) THEN 'A rule does something else instead of writing it.' END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1)",
        {OIDOID}};
    const Rows rows = select.run({oid(table.table)}, Access::ReadWrite);
    if (rows.is_null(0, 1)) return;
    throw Error::make(Code::BadArgument, "table " + table.name + " cannot be tracked", rows.text(0, 1),
                      "Track ordinary tables, and partitioned ones as a whole: others have no triggers that see every change.");
}

// With the columns of the key: they stay, whatever becomes of the constraints of the table.
std::string options_with_key(const BoundTable& table, const std::string& given) {
    const TrackOptions options = read_track_options(given);
    std::vector<std::string> columns;
    for (const TableColumn& column : table.columns) columns.push_back(column.name);
    check_track_options(options, columns);
    if (!options.key.empty()) return given;
    if (table.key.empty())
        refuse_tracking("/key", "table " + table.name + " has no key",
                        "Name the columns that tell its rows apart, or make a primary key.");
    feel::Entries entries = value_from_json(given).value_or(feel::Value{}).as_context();
    std::erase_if(entries, [](const auto& entry) { return entry.first == "key"; });
    std::vector<feel::Value> key;
    for (const std::string& column : table.names(table.key)) key.push_back(feel::Value::string(column));
    entries.emplace_back("key", feel::Value::list(std::move(key)));
    return value_to_json(feel::Value::context(std::move(entries)));
}

// One that was tracked before goes on under its number, if it still is the same table.
std::int64_t store(const BoundTable& table, const std::string& column, const std::string& options, Oid caller) {
    static Statement update{
        R"(UPDATE wf.tracked SET table_name = $1, options = $4, tracked_at = now(), tracked_by = $5::oid::regrole::text, untracked_at = NULL
        WHERE table_id = $3 AND column_name = $2 RETURNING tracked_id)",
        {TEXTOID, TEXTOID, OIDOID, JSONBOID, OIDOID}};
    static Statement insert{
        R"(INSERT INTO wf.tracked (table_name, column_name, table_id, options, tracked_at, tracked_by)
        VALUES ($1, $2, $3, $4, now(), $5::oid::regrole::text) RETURNING tracked_id)",
        {TEXTOID, TEXTOID, OIDOID, JSONBOID, OIDOID}};
    const auto values = {text(table.name), text(column), oid(table.table), jsonb(options), oid(caller)};
    const Rows known = update.run(values, Access::ReadWrite);
    if (!known.empty()) return known.int8(0, 1);
    return insert.run(values, Access::ReadWrite).int8(0, 1);
}

std::int64_t track(Oid relation, const std::string& column, const std::string& options) {
    const Oid caller = GetUserId();
    return as_engine([&](EngineRights& rights) {
        wait_for_others();
        const BoundTableRef table = own_table(relation, caller);
        check_trackable(*table);
        if (!table->place_of(column))
            throw Error{ERRCODE_UNDEFINED_COLUMN, "column \"" + column + "\" of table " + table->name + " does not exist", "", ""};
        const std::int64_t tracked = store(*table, column, options_with_key(*table, options), caller);
        forget_tracked();
        make_track_triggers(rights, table->table, tracked);
        return tracked;
    });
}

void untrack(Oid relation, const std::string& column) {
    static Statement update{
        R"(UPDATE wf.tracked SET untracked_at = now() WHERE table_id = $1 AND column_name = $2 AND untracked_at IS NULL RETURNING tracked_id)",
        {OIDOID, TEXTOID}};
    const Oid caller = GetUserId();
    as_engine([&](EngineRights& rights) {
        wait_for_others();
        const BoundTableRef table = own_table(relation, caller);
        const Rows rows = update.run({oid(table->table), text(column)}, Access::ReadWrite);
        if (rows.empty())
            throw Error::make(Code::TrackingNotFound, "column \"" + column + "\" of table " + table->name + " is not tracked");
        const std::int64_t tracked = rows.int8(0, 1);
        forget_tracked();
        make_track_triggers(rights, table->table, tracked);
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_track);
Datum wf_track(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Oid table = args.required_regclass("table_name");
        const std::string column = args.required_text("column_name");
        const Json options = args.json("options").value_or(Json{"{}"});
        args.end();
        return Int64GetDatum(track(table, column, options.text));
    });
}

PG_FUNCTION_INFO_V1(wf_untrack);
Datum wf_untrack(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Oid table = args.required_regclass("table_name");
        const std::string column = args.required_text("column_name");
        args.end();
        untrack(table, column);
        return Datum{0};
    });
}
}
