// wf._keep_used_columns: whoever changes a table so that a binding, or a definition under which instances run
// or may start, would look elsewhere or find nothing, hears of it now, and not months later by an instance
// that is stuck. The function runs with the rights of the extension's owner, and while nobody counts on any
// table it asks nothing more: it must not stand in the way while the tables of the engine are being changed
// themselves.
#include "pg/binding/making_triggers.hpp"
#include "pg/server/ddl_statement.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/binding/table_change.hpp"
#include "pg/binding/table_users.hpp"
#include "pg/binding/tracked_change.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool contains(const std::vector<Oid>& list, Oid table) {
    return std::ranges::find(list, table) != list.end();
}

std::vector<Oid> oids(const Rows& rows) {
    std::vector<Oid> list;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (!rows.is_null(row, 1)) list.push_back(static_cast<Oid>(rows.int8(row, 1)));
    return list;
}

// Tables that the statement is about, also by a trigger, a rule or an index of theirs.
std::vector<Oid> altered_tables() {
    static Statement select{
        R"(SELECT DISTINCT (CASE classid
            WHEN 'pg_class'::regclass THEN coalesce((SELECT indrelid FROM pg_index WHERE indexrelid = objid),
                objid)
            WHEN 'pg_trigger'::regclass THEN (SELECT tgrelid FROM pg_trigger t WHERE t.oid = objid)
            WHEN 'pg_rewrite'::regclass THEN (SELECT ev_class FROM pg_rewrite r
                WHERE r.oid = objid) END)::bigint FROM pg_event_trigger_ddl_commands())",
        {}};
    return oids(select.run({}, Access::ReadWrite));
}

// As the statement has found them: what it has dropped is still there.
std::vector<Oid> tables_of_dropped() {
    static Statement select{
        R"(SELECT DISTINCT (CASE classid
            WHEN 'pg_class'::regclass THEN coalesce((SELECT indrelid FROM pg_index WHERE indexrelid = objid),
                objid)
            WHEN 'pg_constraint'::regclass THEN (SELECT conrelid FROM pg_constraint k WHERE k.oid = objid)
            WHEN 'pg_trigger'::regclass THEN (SELECT tgrelid FROM pg_trigger t
                WHERE t.oid = objid) END)::bigint FROM pg_event_trigger_dropped_objects()
                WHERE NOT is_temporary)",
        {}};
    return oids(select.run({}, Access::ReadOnly));
}

// Tables that somebody counts on, among them those that have lost their names by the statement.
struct UsedTables {
    std::vector<Oid> all, renamed;
};

std::vector<Oid> tables_before(const std::vector<std::string>& names) {
    static Statement select{
        R"(SELECT c.oid::bigint
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE format('%I.%I', n.nspname, c.relname) = ANY ($1))",
        {TEXTARRAYOID}};
    return oids(select.run({text_array(names)}, Access::ReadOnly));
}

UsedTables find_used() {
    UsedTables used;
    std::vector<std::string> lost;
    for (const std::string& name : used_tables()) {
        const char* const text = name.c_str();
        const Oid table = call([&] { return stored_relation(text); });
        if (OidIsValid(table))
            used.all.push_back(table);
        else
            lost.push_back(name);
    }
    if (lost.empty()) return used;
    used.renamed = tables_before(lost);
    used.all.insert(used.all.end(), used.renamed.begin(), used.renamed.end());
    return used;
}

// Those that have a column of a type that was altered, or of a domain over it.
std::vector<Oid> tables_with_altered_type(const UsedTables& used) {
    static Statement select{
        R"(WITH RECURSIVE types (oid) AS (
            SELECT objid FROM pg_event_trigger_ddl_commands() WHERE classid = 'pg_type'::regclass
            UNION SELECT t.oid FROM pg_type t JOIN types ON t.typbasetype = types.oid)
        SELECT DISTINCT a.attrelid::bigint FROM types JOIN pg_attribute a ON a.atttypid = types.oid
        WHERE a.attrelid::bigint = ANY ($1))",
        {INT8ARRAYOID}};
    const std::vector<std::int64_t> tables{used.all.begin(), used.all.end()};
    return oids(select.run({int8_array(tables)}, Access::ReadWrite));
}

// Of these and of what they are part of or made of, those that somebody counts on.
std::vector<Oid> used_among(const std::vector<Oid>& tables, const UsedTables& used) {
    std::vector<Oid> found;
    for (const Oid table : tables)
        for (const Moment moment : {Moment::BeforeStatement, Moment::Now})
            for (const Oid one : relatives_of(table, moment))
                if (contains(used.all, one) && !contains(found, one)) found.push_back(one);
    return found;
}

void check_tables(const std::vector<Oid>& tables, const DdlStatement& statement) {
    for (const Oid table : tables) {
        const TableChange change{.table = table,
                                 .before = state_of(table, Moment::BeforeStatement),
                                 .after = state_of(table, Moment::Now),
                                 .computed = statement.computed_columns,
                                 .type_changed = statement.changes_type};
        if (change.is_any()) check_change(change);
    }
}

void check_altered(const DdlStatement& statement) {
    if (is_anything_tracked()) statement.renames_schema ? follow_schema_names() : check_tracked(altered_tables());
    if (!is_any_table_used()) return;
    const UsedTables used = find_used();
    if (statement.changes_type)
        check_tables(tables_with_altered_type(used), statement);
    else if (statement.renames_schema)
        check_tables(used.renamed, statement);
    else
        check_tables(used_among(altered_tables(), used), statement);
}

void check_dropped() {
    if (is_anything_tracked()) check_tracked(tables_of_dropped());
    if (is_any_table_used()) check_tables(used_among(tables_of_dropped(), find_used()), {});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_keep_used_columns);
Datum wf_keep_used_columns(PG_FUNCTION_ARGS) {
    return enter([&] {
        if (!fcinfo->context || fcinfo->context->type != T_EventTriggerData)
            throw Error::internal("it is an event trigger function");
        const auto* trigger = reinterpret_cast<EventTriggerData*>(fcinfo->context);
        const bool is_drop = std::string_view{trigger->event} == "sql_drop";
        const DdlStatement statement = is_drop ? DdlStatement{} : read_statement(trigger->parsetree);
        if (!is_drop && !statement.matters) return Datum{0};
        if (are_triggers_being_changed() || !(is_any_table_used() || is_anything_tracked())) return Datum{0};
        Spi spi;
        if (is_drop)
            check_dropped();
        else
            check_altered(statement);
        spi.finish();
        return Datum{0};
    });
}
}
