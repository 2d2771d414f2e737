#include "pg/machine/asked_row.hpp"

#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/host/row_key.hpp"
#include "pg/server/as_engine.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::vector<Param> AskedRow::key_values() const {
    return reading_as_owner(*table, [&] { return pg::key_values(*table, key); });
}

RowChange AskedRow::change(Access access) const {
    RowChange result{.row = named()};
    if (const std::optional<SeenRow> row = read_row(*table, key, RowLock::None, access)) {
        result.now = document_of(*table, *row);
        result.old = result.now;
    }
    return result;
}

RowChange AskedRow::with(RowChange change, const feel::Entries& columns) const {
    if (!change.now.is_context()) return change;
    feel::Entries values = change.now.as_context();
    for (auto& [name, value] : values)
        for (const auto& [written, wanted] : columns)
            if (written == name) value = with_time(table->columns[*table->place_of(name)].type, wanted);
    change.now = feel::Value::context(std::move(values));
    return change;
}

void check_asked_key(Oid table, const std::string& key, Access access) {
    const bool has_machine = as_engine([&](EngineRights& rights) { return !machines_of(rights, table, access).empty(); });
    if (has_machine) check_key(table, key);
}

AskedRow asked_row(EngineRights& rights, const AttachedMachineRef& machine, const std::string& key, RowLock lock) {
    AskedRow result{.machine = machine, .table = bindings_of(machine->table), .key = {}, .state = {}};
    const BoundTable& table = *result.table;
    result.key = canonical_key(rights, table, key);
    const TableColumn& column = column_of(*machine, table);
    Statement select{"SELECT wf_row." + column.quoted + " FROM " + table.name + " AS wf_row WHERE " + table.key_condition +
                         (lock == RowLock::Wait ? " FOR NO KEY UPDATE OF wf_row" : ""),
                     table.key_types()};
    const std::vector<Param> values = result.key_values();
    rights.step_back();
    const Rows rows = select.run(values, lock == RowLock::Wait ? Access::ReadWrite : Access::ReadOnly);
    rights.step_in();
    if (rows.empty())
        throw Error::make(Code::BusinessRowMissing, "table " + table.name + " has no row " + key, "",
                          "Its key is the text of the primary key, or a JSON object of its columns.");
    const Param state = rows.param(0, 1);
    if (!state.is_null) result.state = whole_text(column.type, state.value);
    return result;
}

}  // namespace wf::pg
