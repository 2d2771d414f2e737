#include "pg/machine/machine_triggers.hpp"

#include "pg/binding/making_triggers.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/spi.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What "=" means in the condition of a trigger, nobody's search_path says.
void execute_as_caller(EngineRights& rights, const std::vector<std::string>& statements) {
    rights.step_back();
    FixedForms forms;
    for (const std::string& statement : statements) execute(statement);
    forms.give_back();
    rights.step_in();
}

bool is_partitioned(Oid table) {
    return call([&] { return get_rel_relkind(table) == RELKIND_PARTITIONED_TABLE; });
}

// PostgreSQL does not know a domain over an enum as one.
std::string base_cast(const BoundTable& table, const TableColumn& column) {
    const char* const type = call([&] {
        const bool is_domain = get_atttype(table.table, column.number) != column.type;
        const bits16 whole = FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY;
        return is_domain ? psprintf("::%s", format_type_extended(column.type, -1, whole)) : "";
    });
    return type;
}

}  // namespace

void drop_machine_triggers(EngineRights& rights, std::int64_t attachment) {
    static Statement select{
        R"(SELECT format('DROP TRIGGER %I ON %I.%I', w.trigger_name, n.nspname, c.relname)
        FROM wf._machine_triggers() w JOIN pg_class c ON c.oid = w.relation JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE w.attachment_id = $1 ORDER BY w.trigger_name)",
        {INT8OID}};
    const ChangingTriggers ours;
    std::vector<std::string> statements;
    const Rows rows = select.run({int8(attachment)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) statements.push_back(rows.text(row, 1));
    execute_as_caller(rights, statements);
}

void make_machine_triggers(EngineRights& rights, std::int64_t attachment, const BoundTable& table, const TableColumn& column) {
    const ChangingTriggers ours;
    const std::string number = std::to_string(attachment);
    std::vector<std::string> statements;
    const auto add = [&](const std::string& event, const std::string& suffix, const std::string& when) {
        const std::string name = "wf_machine_" + number + "_" + suffix;
        statements.push_back("CREATE TRIGGER " + name + " AFTER " + event + " ON " + table.name + " FOR EACH ROW" + when +
                             " EXECUTE FUNCTION wf._state_machine('" + number + "')");
        statements.push_back("ALTER TABLE " + table.name + " ENABLE ALWAYS TRIGGER " + name);
    };
    add("INSERT", "insert", "");
    // PostgreSQL follows the column in the condition when it gets another name, and does not let it go.
    const std::string value = column.quoted + base_cast(table, column);
    add("UPDATE", "update", " WHEN (OLD." + value + " IS DISTINCT FROM NEW." + value + ")");
    // A row that moves to another partition is deleted and inserted.
    if (is_partitioned(table.table)) add("DELETE", "delete", "");
    MayMakeTriggers grant{table.table, rights.calls_as(), "wf._state_machine"};
    execute_as_caller(rights, statements);
    grant.give_back();
}

}  // namespace wf::pg
