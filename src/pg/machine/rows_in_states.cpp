#include "pg/machine/rows_in_states.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/host/row_update.hpp"
#include "pg/host/typed_text.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool can_hold_states(Oid type) {
    switch (type) {
        case TEXTOID:
        case VARCHAROID:
        case BPCHAROID:
        case NAMEOID:
        case BOOLOID:
        case INT2OID:
        case INT4OID:
        case INT8OID:
            return true;
        default:
            return call([&] { return type_is_enum(type); });
    }
}

const std::string* find_in(const StateMapping& mapping, const std::string& state) {
    const auto found = std::ranges::find(mapping, state, [](const auto& one) -> const std::string& { return one.first; });
    return found == mapping.end() ? nullptr : &found->second;
}

void check_mapping(const Machine& machine, const StateMapping& mapping) {
    for (const auto& [old, state] : mapping) {
        if (machine.find(old))
            throw Error::make(Code::BadArgument, "mapping: the machine has the state \"" + old + "\"",
                              "Rows that have it keep it.", "Leave it out.");
        if (!machine.find(state))
            throw Error::make(Code::BadArgument, "mapping: the machine has no state \"" + state + "\"", "",
                              "Write {\"OLD\": \"NEW\"}: NEW is a state of the machine.");
    }
}

// As the owner, whose triggers run: what keeps a log of the column hears of it.
void move_one(EngineRights& rights, const BoundTable& table, const TableColumn& column, const std::string& old,
              const std::string& state) {
    const std::string sql = "UPDATE " + table.name + " AS wf_row SET " + column.quoted + " = $1 WHERE " +
                            "wf_row." + column.quoted + "::pg_catalog.text IS NOT DISTINCT FROM $2";
    writing_as_owner(rights, table, [&] {
        const std::vector<Param> values{{read_text(column.type, state), false}, text_or_null(old)};
        return update_row(table, sql, {column.type, TEXTOID}, values);
    });
}

}  // namespace

StateMapping read_mapping(const Json& json) {
    const feel::Value value = value_from_json(json.text).value_or(feel::Value{});
    const auto refuse = [] {
        throw Error::make(Code::BadArgument, "mapping is not an object of texts", "", "Write {\"OLD\": \"NEW\"}.");
    };
    StateMapping mapping;
    if (!value.is_context()) refuse();
    for (const auto& [old, state] : value.as_context()) {
        if (!state.is_string()) refuse();
        mapping.emplace_back(old, state.as_string());
    }
    return mapping;
}

const TableColumn& column_for_machine(const BoundTable& table, const std::string& name) {
    const std::optional<std::size_t> place = table.place_of(name);
    if (!place)
        throw Error::make(Code::BadArgument, "table " + table.name + " has no column \"" + name + "\"");
    const TableColumn& column = table.columns[*place];
    const std::string problem = "column \"" + name + "\" of table " + table.name + " cannot have a state machine";
    if (column.is_generated) throw Error::make(Code::BadArgument, problem, "It follows from other columns.", "");
    const bool tells_texts_apart =
        !OidIsValid(column.collation) || call([&] { return get_collation_isdeterministic(column.collation); });
    if (!can_hold_states(column.type) || !tells_texts_apart)
        throw Error::make(Code::BadArgument, problem, "Different texts may be the same value of its type.",
                          "It can be text, an enum, a whole number or a boolean, or a domain over one of these.");
    return column;
}

void check_readable(Oid table) {
    if (may_read_all(table, GetUserId())) return;
    const char* const name = call([&] { return static_cast<const char*>(get_rel_name(table)); });
    throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE, "permission denied for table " + std::string{name ? name : "?"}, "", ""};
}

std::vector<RowsInState> rows_in_unknown_states(const BoundTable& table, const TableColumn& column, const Machine& machine,
                                                Access access) {
    const std::string sql = "SELECT wf_row." + column.quoted + ", pg_catalog.count(*) FROM " + table.name +
                            " AS wf_row GROUP BY 1";
    std::vector<RowsInState> unknown = as_owner_of(table.table, table.owner, [&] {
        Statement select{sql, std::vector<Oid>{}};
        const Rows rows = select.run({}, access);
        std::vector<RowsInState> found;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const Param value = rows.param(row, 1);
            found.push_back({value.is_null ? "" : whole_text(column.type, value.value), rows.int8(row, 2)});
        }
        return found;
    });
    std::erase_if(unknown, [&](const RowsInState& one) { return machine.find(one.state) != nullptr; });
    std::ranges::sort(unknown, {}, &RowsInState::state);
    return unknown;
}

std::string described(const std::vector<RowsInState>& rows) {
    constexpr std::size_t shown = 20;
    std::string text;
    for (std::size_t i = 0; i < rows.size() && i < shown; ++i)
        text += (i == 0 ? "" : ", ") + (rows[i].state.empty() ? std::string{"null"} : "\"" + rows[i].state + "\"") + " (" +
                std::to_string(rows[i].count) + (rows[i].count == 1 ? " row)" : " rows)");
    return rows.size() > shown ? text + " and more" : text;
}

void move_rows(EngineRights& rights, const BoundTable& table, const TableColumn& column, const Machine& machine,
               const StateMapping& mapping) {
    check_mapping(machine, mapping);
    std::vector<RowsInState> unknown = rows_in_unknown_states(table, column, machine, Access::ReadWrite);
    std::vector<RowsInState> lost;
    for (const RowsInState& one : unknown)
        if (!find_in(mapping, one.state)) lost.push_back(one);
    if (!lost.empty())
        throw Error::make(Code::UnknownStates,
                          "rows of table " + table.name + " are in states that machine \"" + machine.key + "\" does not have",
                          "They are: " + described(lost) + ".",
                          "Say what becomes of them: mapping => '{\"OLD\": \"NEW\"}', where \"\" stands for null.");
    for (const RowsInState& one : unknown) move_one(rights, table, column, one.state, *find_in(mapping, one.state));
}

}  // namespace wf::pg
