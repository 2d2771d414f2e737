// wf._keep_used_columns: whoever renames or drops what a binding or an active definition uses hears of it
// now, and not months later by an instance that is stuck. The function runs with the rights of the
// extension's owner, and asks nothing of the engine's state: it must not stand in the way while the tables of
// the engine are being changed themselves.
#include "core/compile/compile.hpp"
#include "pg/binding.hpp"
#include "pg/business_columns.hpp"
#include "pg/error_boundary.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& user, const std::string& hint) {
    throw Error{ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST, what + " is in use by wf_engine", user, hint};
}

bool is_set_up() {
    return call([] {
        const Oid schema = get_namespace_oid("wf", true);
        return OidIsValid(schema) && OidIsValid(get_relname_relid("binding", schema)) &&
               OidIsValid(get_relname_relid("definition", schema));
    });
}

std::vector<RowBinding> bindings_to(const std::string& table) {
    static Statement select{
        "SELECT tenant_id, definition_key, options::text FROM wf.binding WHERE business_table = $1 "
        "ORDER BY tenant_id, definition_key COLLATE \"C\"",
        {TEXTOID}};
    std::vector<RowBinding> bindings;
    const Rows rows = select.run({text(table)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row)
        bindings.push_back(read_binding(rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)));
    return bindings;
}

struct Source {
    std::string name;
    std::string json;
};

enum class Named {
    Maybe,  // a definition that gives no schema may mean this table
    Only    // there is no other table of this name that it could mean
};

// Active ones about the table.
std::vector<Source> definitions_about(const std::string& table, Named named) {
    static Statement select{
        "SELECT format('definition \"%s\" version %s', key, version), source::text FROM wf.definition "
        "WHERE status = 'active' AND (source ->> 'business_table' = $1 "
        "  OR source ->> 'business_table' = substring($1 FROM '[^.]*$') AND ($2 OR NOT EXISTS (SELECT FROM "
        "pg_class c WHERE quote_ident(c.relname) = substring($1 FROM '[^.]*$') AND c.relkind IN ('r', 'p', "
        "'v', "
        "'m', 'f') AND c.relpersistence <> 't'))) ORDER BY tenant_id, key COLLATE \"C\"",
        {TEXTOID, BOOLOID}};
    std::vector<Source> sources;
    const Rows rows = select.run({text(table), boolean(named == Named::Maybe)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row)
        sources.push_back({rows.text(row, 1), rows.text(row, 2)});
    return sources;
}

Findings findings_of(const Source& source, const std::string& table, Access access) {
    CompileLimits limits;
    limits.max_bytes = source.json.size() + 1;
    limits.max_states = 1;  // how it runs is not the question
    limits.interrupt = check_interrupts;
    limits.business_table = [&](const std::string&) { return BusinessTable{.row = row_type(table, access)}; };
    return compile(source.json, limits).findings;
}

const Finding* first_error(const Findings& findings) {
    const auto found = std::ranges::find_if(findings, [](const Finding& finding) {
        return finding.severity == Severity::Error && !finding.code.starts_with("unsound_");
    });
    return found == findings.end() ? nullptr : &*found;
}

std::vector<std::string> present_columns(const std::string& table) {
    static Statement select{
        "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT "
        "attisdropped",
        {TEXTOID}};
    std::vector<std::string> columns;
    const Rows rows = select.run({text(table)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) columns.push_back(rows.text(row, 1));
    return columns;
}

void check_columns(const std::string& table) {
    const std::vector<std::string> columns = present_columns(table);
    for (const RowBinding& binding : bindings_to(table))
        for (const auto& [path, column] : columns_used(binding))
            if (std::ranges::find(columns, column) == columns.end())
                refuse("column \"" + column + "\" of table " + table,
                       "The binding to \"" + binding.definition + "\" uses it: " + path + ".",
                       "Call wf.bind() without it first, or wf.unbind().");
    for (const Source& source : definitions_about(table, Named::Maybe)) {
        const Findings now = findings_of(source, table, Access::ReadWrite);
        const Finding* error = first_error(now);
        // What was wrong before is not for this statement to mend.
        if (error && !first_error(findings_of(source, table, Access::ReadOnly)))
            refuse("a column of table " + table,
                   "In " + source.name + ", " + error->path + ": " + error->message + ".",
                   "Deploy a version without it first.");
    }
}

void check_table_kept(const std::string& table) {
    const std::vector<RowBinding> bindings = bindings_to(table);
    if (!bindings.empty())
        refuse("table " + table, "It is bound to \"" + bindings.front().definition + "\".",
               "Call wf.unbind() first.");
    const std::vector<Source> sources = definitions_about(table, Named::Only);
    if (!sources.empty())
        refuse("table " + table, "The business_table of " + sources.front().name + " is it.",
               "Deploy a version without it first.");
}

// Before and after: a function that only reads sees what the statement found, and the names that it has
// changed.
void check_altered() {
    static Statement altered{
        "SELECT DISTINCT objid FROM pg_event_trigger_ddl_commands() WHERE classid = 'pg_class'::regclass",
        {}};
    static Statement name{
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = "
        "c.relnamespace WHERE c.oid = $1",
        {OIDOID}};
    const Rows tables = altered.run({}, Access::ReadWrite);
    for (std::size_t row = 0; row < tables.size(); ++row) {
        bool is_null = false;
        const Param table{tables.datum(row, 1, is_null), false};
        const Rows before = name.run({table}, Access::ReadOnly);
        const Rows after = name.run({table}, Access::ReadWrite);
        if (before.empty() || after.empty()) continue;
        if (before.text(0, 1) != after.text(0, 1))
            check_table_kept(before.text(0, 1));
        else
            check_columns(after.text(0, 1));
    }
}

void check_dropped() {
    static Statement dropped{
        "SELECT object_type = 'table column', format('%I.%I', address_names[1], address_names[2]) "
        "FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary AND object_type IN ('table', 'view', "
        "'materialized view', "
        "'foreign table', 'table column')",
        {}};
    const Rows objects = dropped.run({}, Access::ReadWrite);
    for (std::size_t row = 0; row < objects.size(); ++row)
        if (objects.boolean(row, 1))
            check_columns(objects.text(row, 2));
        else
            check_table_kept(objects.text(row, 2));
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
        if (!is_set_up()) return Datum{0};
        const auto* trigger = reinterpret_cast<EventTriggerData*>(fcinfo->context);
        Spi spi;
        if (std::string_view{trigger->event} == "sql_drop")
            check_dropped();
        else
            check_altered();
        spi.finish();
        return Datum{0};
    });
}
}
