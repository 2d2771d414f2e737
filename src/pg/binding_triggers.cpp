#include "pg/binding_triggers.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

void execute(const std::string& sql) {
    const char* const statement = sql.c_str();
    call([&] {
        const int result = SPI_execute(statement, false, 0);
        if (result < 0) elog(ERROR, "cannot execute: %s", SPI_result_code_string(result));
    });
}

// Those that are there, as statements that remove them.
std::vector<std::string> removals(const BoundTable& table) {
    static Statement select{
        "SELECT format('DROP TRIGGER %I ON ', t.tgname) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE t.tgrelid = $1 AND NOT t.tgisinternal AND p.pronamespace = 'wf'::regnamespace "
        "AND p.proname IN ('_row_written', '_row_needs_approval') ORDER BY t.tgname",
        {OIDOID}};
    const Rows rows = select.run({Param{ObjectIdGetDatum(table.table), false}}, Access::ReadWrite);
    std::vector<std::string> statements;
    for (std::size_t row = 0; row < rows.size(); ++row) statements.push_back(rows.text(row, 1) + table.name);
    return statements;
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
    std::vector<std::string> statements{"CREATE TRIGGER wf_row_written AFTER " + on,
                                        "CREATE TRIGGER wf_table_truncated BEFORE TRUNCATE ON " + table.name +
                                            " FOR EACH STATEMENT EXECUTE FUNCTION wf._row_written(" +
                                            argument + ")"};
    // Deferrable: a transaction may first write the row and then approve it.
    if (any(bindings, [](const RowBinding& one) { return !one.require.column.empty(); }))
        statements.push_back(
            "CREATE CONSTRAINT TRIGGER wf_row_needs_approval AFTER INSERT OR UPDATE ON " + table.name +
            " DEFERRABLE FOR EACH ROW EXECUTE FUNCTION wf._row_needs_approval(" + argument + ")");
    return statements;
}

}  // namespace

void make_triggers(const BoundTable& table, const std::vector<RowBinding>& bindings, EngineRights& rights) {
    const std::vector<std::string> first = removals(table);
    const std::vector<std::string> then = creations(table, bindings);
    rights.step_back();
    for (const std::string& statement : first) execute(statement);
    for (const std::string& statement : then) execute(statement);
    rights.step_in();
}

}  // namespace wf::pg
