#include "pg/binding/make_triggers.hpp"

#include "pg/binding/making_triggers.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::vector<std::string> texts(const Rows& rows) {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < rows.size(); ++row) texts.push_back(rows.text(row, 1));
    return texts;
}

// Those that are there, as statements that remove them. Copies that partitions have go with the original.
std::vector<std::string> removals(const BoundTable& table) {
    static Statement select{
        R"(SELECT format('DROP TRIGGER %I ON %I.%I', t.tgname, n.nspname, c.relname)
        FROM pg_trigger t
            JOIN pg_proc p ON p.oid = t.tgfoid
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE (t.tgrelid = $1 OR t.tgrelid IN (SELECT relid FROM pg_partition_tree($1)))
            AND NOT t.tgisinternal
            AND t.tgparentid = 0
            AND p.pronamespace = 'wf'::regnamespace
            AND p.proname IN ('_row_written', '_row_needs_approval')
        ORDER BY t.tgrelid = $1 DESC, 1)",
        {OIDOID}};
    return texts(select.run({oid(table.table)}, Access::ReadWrite));
}

// Unlike those for rows, triggers for TRUNCATE are not copied to partitions by PostgreSQL.
std::vector<std::string> truncate_triggers(Oid table, const std::string& name) {
    static Statement select{
        R"(SELECT format('CREATE TRIGGER wf_table_truncated BEFORE TRUNCATE ON %I.%I FOR EACH STATEMENT EXECUTE FUNCTION wf._row_written(%L)', n.nspname, c.relname, $2)
        FROM (SELECT $1 AS relid UNION SELECT relid FROM pg_partition_tree($1)) m
            JOIN pg_class c ON c.oid = m.relid
            JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid
            AND t.tgname = 'wf_table_truncated')
        ORDER BY c.oid = $1 DESC, 1)",
        {OIDOID, TEXTOID}};
    return texts(select.run({oid(table), text(name)}, Access::ReadWrite));
}

// Those of tables that have been partitions.
std::vector<std::string> stale_truncate_triggers(Oid table, const std::string& name) {
    static Statement select{
        R"(SELECT format('DROP TRIGGER %I ON %I.%I', t.tgname, n.nspname, c.relname)
        FROM pg_trigger t
            JOIN pg_proc p ON p.oid = t.tgfoid
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE t.tgname = 'wf_table_truncated'
            AND p.pronamespace = 'wf'::regnamespace
            AND p.proname = '_row_written'
            AND t.tgargs = convert_to($2, getdatabaseencoding()) || decode('00', 'hex')
            AND c.oid <> $1
            AND c.oid NOT IN (SELECT relid FROM pg_partition_tree($1))
        ORDER BY 1)",
        {OIDOID, TEXTOID}};
    return texts(select.run({oid(table), text(name)}, Access::ReadWrite));
}

template <class Test>
bool any(const std::vector<RowBinding>& bindings, Test test) {
    return std::ranges::any_of(bindings, test);
}

std::vector<std::string> creations(const BoundTable& table, const std::vector<RowBinding>& bindings) {
    if (bindings.empty()) return {};
    const char* const name = table.name.c_str();
    const std::string argument = call([&] { return quote_literal_cstr(name); });
    const auto starts = [](const RowBinding& one) {
        return one.starts_on_insert || !one.start.column.empty();
    };
    const std::string on = std::string{any(bindings, starts) ? "INSERT OR " : ""} + "UPDATE OR DELETE ON " +
                           table.name + " FOR EACH ROW EXECUTE FUNCTION wf._row_written(" + argument + ")";
    std::vector<std::string> statements{"CREATE TRIGGER wf_row_written AFTER " + on};
    // Deferrable: a transaction may first write the row and then approve it.
    if (any(bindings, [](const RowBinding& one) { return !one.require.column.empty(); }))
        statements.push_back(
            "CREATE CONSTRAINT TRIGGER wf_row_needs_approval AFTER INSERT OR UPDATE ON " + table.name +
            " DEFERRABLE FOR EACH ROW EXECUTE FUNCTION wf._row_needs_approval(" + argument + ")");
    return statements;
}

}  // namespace

void make_triggers(EngineRights& rights, const BoundTable& table, const std::vector<RowBinding>& bindings) {
    const ChangingTriggers ours;
    const auto as_caller = [&](const std::vector<std::string>& statements) {
        rights.step_back();
        for (const std::string& statement : statements) execute(statement);
        rights.step_in();
    };
    as_caller(removals(table));
    if (bindings.empty()) return;
    MayMakeTriggers grant{table.table, rights.calls_as(), "wf._row_written, wf._row_needs_approval"};
    as_caller(creations(table, bindings));
    as_caller(truncate_triggers(table.table, table.name));
    grant.give_back();
}

void follow_partitions(Oid table, const std::string& name) {
    std::vector<std::string> statements = truncate_triggers(table, name);
    for (std::string& statement : stale_truncate_triggers(table, name))
        statements.push_back(std::move(statement));
    execute_as_superuser(statements);
}

}  // namespace wf::pg
