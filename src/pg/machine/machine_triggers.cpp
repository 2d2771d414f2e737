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
        WHERE w.attachment_id = $1 AND NOT w.is_copy ORDER BY w.trigger_name)",
        {INT8OID}};
    const ChangingTriggers ours;
    std::vector<std::string> statements;
    const Rows rows = select.run({int8(attachment)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) statements.push_back(rows.text(row, 1));
    execute_as_caller(rights, statements);
}

void make_machine_triggers(EngineRights& rights, std::int64_t attachment, const BoundTable& table, const TableColumn& column,
                           Hooks hooks) {
    const ChangingTriggers ours;
    const std::string number = std::to_string(attachment);
    std::vector<std::string> statements;
    // By their names triggers of a row follow one another: first this, then what logs the change ("0_wf_track_"), then hooks.
    const auto add = [&](const std::string& name, const std::string& event, const std::string& when, const std::string& function) {
        statements.push_back("CREATE TRIGGER \"" + name + "\" AFTER " + event + " ON " + table.name + " FOR EACH ROW" + when +
                             " EXECUTE FUNCTION wf." + function + "('" + number + "')");
        statements.push_back("ALTER TABLE " + table.name + " ENABLE ALWAYS TRIGGER \"" + name + "\"");
    };
    // PostgreSQL follows the column in the condition when it gets another name, and does not let it go.
    const std::string value = column.quoted + base_cast(table, column);
    const std::string if_changed = " WHEN (OLD." + value + " IS DISTINCT FROM NEW." + value + ")";
    const bool may_move = is_partitioned(table.table);  // to another partition: there a row is deleted and inserted
    const std::string first = "0_wf_machine_" + number, last = "1_wf_machine_" + number;
    add(first + "_insert", "INSERT", "", "_state_machine");
    add(first + "_update", "UPDATE", if_changed, "_state_machine");
    if (may_move) add(first + "_delete", "DELETE", "", "_state_machine");
    if (hooks == Hooks::Some) add(last + "_hooks", "UPDATE", if_changed, "_machine_hooks");
    if (hooks == Hooks::Some && may_move) add(last + "_hooks_moved", "INSERT", "", "_machine_hooks");
    MayMakeTriggers grant{table.table, rights.calls_as(), "wf._state_machine, wf._machine_hooks"};
    execute_as_caller(rights, statements);
    grant.give_back();
}

}  // namespace wf::pg
