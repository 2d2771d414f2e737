#include "pg/host/bound_row.hpp"

#include "core/expression/compare.hpp"
#include "core/json/value_json.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/rows/row_by_key.hpp"
#include "pg/host/row_key.hpp"
#include "pg/host/row_update.hpp"
#include "pg/host/typed_text.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

// Every column by its own name: nothing in the statement can meet a name of the host's.
std::string select(const BoundTable& table) {
    std::string columns;
    for (const TableColumn& column : table.columns)
        columns += (columns.empty() ? "wf_row." : ", wf_row.") + column.quoted;
    return "SELECT " + columns + " FROM " + table.name + " AS wf_row WHERE " + table.key_condition;
}

Statement& statement_for(const BoundTable& table, RowLock lock) {
    const auto made = [&](std::optional<Statement>& kept, const char* tail) -> Statement& {
        if (!kept) kept.emplace(select(table) + tail, table.key_types());
        return *kept;
    };
    switch (lock) {
        case RowLock::Wait:
            return made(table.lock, " FOR NO KEY UPDATE OF wf_row");
        case RowLock::Skip:
            return made(table.try_lock, " FOR NO KEY UPDATE OF wf_row SKIP LOCKED");
        case RowLock::None:
            break;
    }
    return made(table.look, "");
}

std::string key_of(const BoundTable& table, const std::vector<Param>& columns) {
    std::vector<Datum> values;
    for (const std::size_t place : table.key) values.push_back(columns[place].value);
    return key_text(table, values);
}

struct SeenValue {
    Value value;
    std::string digits;
};

SeenValue seen(const TableColumn& column, Datum datum) {
    if (column.is_plain) return {plain_value(column.type, datum), exact_digits(column.type, datum)};
    const std::string json = foreign_json(column.type, datum);
    return {value_of_json(json), exact_json(json)};
}

SeenRow seen(const BoundTable& table, const std::vector<Param>& columns) {
    SeenRow row;
    row.values.reserve(columns.size());
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const auto [datum, is_null] = columns[place];
        SeenValue one = is_null ? SeenValue{} : seen(table.columns[place], datum);
        row.values.push_back(std::move(one.value));
        if (!one.digits.empty()) row.digits.emplace_back(place, std::move(one.digits));
    }
    row.key = key_of(table, columns);
    return row;
}

std::optional<SeenRow> lock_by_key(const BoundTable& table, const std::vector<Param>& key) {
    const RowByKey row = lock_row_by_key(table.table, table.key_index, key, {.mode = LockTupleNoKeyExclusive});
    if (!row.is_there) return {};
    std::vector<Param> columns;
    for (const TableColumn& column : table.columns) columns.push_back(row[column.number]);
    return seen(table, columns);
}

// Nothing: there is no such row.
std::optional<SeenRow> find(const BoundTable& table, const std::vector<Param>& key, RowLock lock, Access access) {
    if (lock == RowLock::Wait && can_lock_by_key(table.table)) return lock_by_key(table, key);
    const Rows rows = statement_for(table, lock).run_on(table.table, key, access);
    if (rows.empty()) return {};
    std::vector<Param> columns;
    for (std::size_t place = 0; place < table.columns.size(); ++place)
        columns.push_back(rows.param(0, static_cast<int>(place) + 1));
    return seen(table, columns);
}

struct Writing {
    Oid table;
    std::string key;
    std::vector<std::string> columns;
};

std::vector<Writing>& writings() {
    static std::vector<Writing> now;
    return now;
}

class WritingRow {
public:
    WritingRow(Oid table, const std::string& key, const feel::Entries& columns) {
        writings().push_back({table, key, {}});
        for (const auto& [column, value] : columns) writings().back().columns.push_back(column);
    }
    ~WritingRow() { writings().pop_back(); }
    WritingRow(const WritingRow&) = delete;
    WritingRow& operator=(const WritingRow&) = delete;
};

// Gives how many rows there were.
std::uint64_t execute_update(EngineRights& rights, const BoundTable& table, const std::string& key,
                             const feel::Entries& columns) {
    const std::string sql = update_by_key(table, columns);
    std::vector<Param> parameters = reading_as_owner(table, [&] { return key_values(table, key); });
    parameters.push_back({jsonb_datum(Value::context(columns)), false});
    std::vector<Oid> types = table.key_types();
    types.push_back(JSONBOID);
    return writing_as_owner(rights, table, [&] { return update_row(table, sql, types, parameters); });
}

// A moment may be written with another offset than the row keeps, or without its seconds; a number as the text of
// a code.
bool is_same(const TableColumn& column, const Value& wanted, const Value& found) {
    if (wanted.is_null() || found.is_null()) return wanted.is_null() && found.is_null();
    if (value_to_text(wanted) == value_to_text(found)) return true;
    const Value a = with_time(column.type, wanted);
    const Value b = with_time(column.type, found);
    if (feel::equal(a, b).value_or(false)) return true;
    const std::optional<feel::Decimal> number =
        wanted.is_string() && found.is_number() ? feel::Decimal::from_string(wanted.as_string()) : std::nullopt;
    if (number) return *number == found.as_number();
    return wanted.is_string() && found.is_string() && is_spelling_of(column, wanted.as_string(), found.as_string());
}

// Members of JSON objects in one order, which they have none of.
Value in_order(const Value& value) {
    if (value.is_list()) {
        std::vector<Value> items;
        for (const Value& item : value.as_list()) items.push_back(in_order(item));
        return Value::list(std::move(items));
    }
    if (!value.is_context()) return value;
    feel::Entries members;
    for (const auto& [name, member] : value.as_context()) members.emplace_back(name, in_order(member));
    std::ranges::stable_sort(members, {}, &std::pair<std::string, Value>::first);
    return Value::context(std::move(members));
}

[[noreturn]] void refuse_lost(const BoundTable& table, const std::string& key, const std::string& detail) {
    throw Error::make(Code::RowNotWritten, row_of(table, key) + " did not take what was written", detail,
                      "Look at the triggers and rules of the table, and at the types of its columns.");
}

}  // namespace

std::string row_of(const BoundTable& table, const std::string& key) {
    return "row " + key + " of table " + table.name;
}

std::string SeenRow::text_of(std::size_t place) const {
    for (const auto& [at, text] : digits)
        if (at == place) return text;
    const Value& value = values[place];
    if (value.is_number()) return value.as_number().to_string();  // also beyond what FEEL writes as JSON
    return value_to_json(value.is_list() || value.is_context() ? in_order(value) : value);
}

std::optional<SeenRow> read_row(const BoundTable& table, const std::string& key, RowLock lock,
                                Access access) {
    if (table.key.empty())
        throw Error::make(Code::BusinessTableNotFound, "table " + table.name + " cannot be read by key",
                          "It has no primary key, nor a unique key on columns that are not null.",
                          "Conditions that read \"doc\" need one.");
    return reading_as_owner(table, [&] { return find(table, key_values(table, key), lock, access); });
}

SeenRow seen_row(const BoundTable& table, HeapTuple row, TupleDesc columns) {
    std::vector<Param> values;
    values.reserve(table.columns.size());
    for (const TableColumn& column : table.columns) {
        Param& value = values.emplace_back();
        value.value = call([&] { return heap_getattr(row, column.number, columns, &value.is_null); });
    }
    return seen(table, values);
}

// The columns' own types read the JSON.
std::string update_by_key(const BoundTable& table, const feel::Entries& columns) {
    const std::string record = "(pg_catalog.jsonb_populate_record(NULL::" + table.name + ", $" +
                               std::to_string(table.key.size() + 1) + "))";
    std::string assignments;
    for (const auto& [name, value] : columns) {
        const std::string& column = table.columns[*table.place_of(name)].quoted;
        assignments += (assignments.empty() ? "" : ", ") + column + " = " + record + "." + column;
    }
    return "UPDATE " + table.name + " AS wf_row SET " + assignments + " WHERE " + table.key_condition;
}

Value document_of(const BoundTable& table, const SeenRow& row) {
    feel::Entries columns;
    columns.reserve(table.columns.size());
    for (std::size_t place = 0; place < table.columns.size(); ++place)
        columns.emplace_back(table.columns[place].name,
                             with_time(table.columns[place].type, row.values[place]));
    return Value::context(std::move(columns));
}

SeenRow write_row(EngineRights& rights, const BoundTable& table, const std::string& key,
                  const feel::Entries& columns) {
    const WritingRow writing{table.table, key, columns};
    if (execute_update(rights, table, key, columns) != 1)
        refuse_lost(table, key, "Its update was swallowed.");
    std::optional<SeenRow> row = read_row(table, key, RowLock::None);
    if (!row) refuse_lost(table, key, "It does not exist any more.");
    for (const auto& [name, value] : columns) {
        const std::size_t place = *table.place_of(name);
        if (!is_same(table.columns[place], value, row->values[place]))
            refuse_lost(table, key,
                        "Column \"" + name + "\" should be " + value_to_json(value) + " and is " +
                            value_to_json(row->values[place]) + ".");
    }
    return std::move(*row);
}

const std::vector<std::string>* being_written(Oid table, std::string_view key) {
    for (const Writing& one : writings())
        if (one.table == table && one.key == key) return &one.columns;
    return nullptr;
}

}  // namespace wf::pg
