#include "pg/row_key.hpp"

#include "core/json/value_json.hpp"
#include "pg/column_value.hpp"
#include "pg/host_rights.hpp"
#include "pg/jsonb_value.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

// As JSON has it: numbers with all their digits.
Value value_of(const TableColumn& column, Datum datum) {
    std::string digits = exact_digits(column.type, datum);
    if (!digits.empty()) return Value::string(std::move(digits));
    return column.is_plain ? plain_value(column.type, datum) : foreign_value(column.type, datum);
}

// With the keys in the order that jsonb gives them.
std::string object_text(feel::Entries members) {
    const Datum object = jsonb_datum(Value::context(std::move(members)));
    const char* const text = call([&] {
        return static_cast<const char*>(
            JsonbToCString(nullptr, &DatumGetJsonbP(object)->root, VARSIZE(DatumGetPointer(object))));
    });
    return text;
}

std::string text_of(const BoundTable& table, const std::vector<Datum>& data) {
    std::vector<Value> values;
    for (std::size_t at = 0; at < data.size(); ++at)
        values.push_back(value_of(table.columns[table.key[at]], data[at]));
    return key_text(table, std::move(values));
}

Datum read_value(Oid type, const std::string& text) {
    const char* const c_text = text.c_str();
    return call([&] {
        Oid function = InvalidOid;
        Oid element = InvalidOid;
        getTypeInputInfo(type, &function, &element);
        return OidInputFunctionCall(function, const_cast<char*>(c_text), element, -1);
    });
}

[[noreturn]] void refuse_key(const BoundTable& table, const std::string& key) {
    std::string names;
    for (const std::size_t place : table.key)
        names += (names.empty() ? "\"" : ", \"") + table.columns[place].name + "\"";
    throw Error::make(Code::BadArgument, "\"" + key + "\" is not a key of table " + table.name,
                      "Its key has the columns " + names + ".",
                      "Write a JSON object with a value for each of them.");
}

std::vector<Datum> read_values(const BoundTable& table, const std::string& key) {
    if (table.key.size() == 1) return {read_value(table.columns[table.key.front()].type, key)};
    const std::optional<Value> object = value_from_json(key);
    std::vector<Datum> values;
    for (const std::size_t place : table.key) {
        const Value* member = object ? object->get(table.columns[place].name) : nullptr;
        if (!member || member->is_null()) refuse_key(table, key);
        values.push_back(read_value(table.columns[place].type, value_to_text(*member)));
    }
    return values;
}

// Partitions may have their columns in another order.
AttrNumber number_in(TupleDesc columns, const TableColumn& column) {
    const int place = column.number - 1;
    if (place < columns->natts && column.name == NameStr(TupleDescAttr(columns, place)->attname))
        return column.number;
    const char* const name = column.name.c_str();
    return static_cast<AttrNumber>(call([&] { return SPI_fnumber(columns, name); }));
}

}  // namespace

bool has_plain_key(const BoundTable& table) {
    return std::ranges::all_of(table.key, [&](std::size_t place) { return table.columns[place].is_plain; });
}

std::string key_text(const BoundTable& table, std::vector<Value> values) {
    if (values.size() == 1) return value_to_text(values.front());
    feel::Entries members;
    for (std::size_t at = 0; at < values.size(); ++at)
        members.emplace_back(table.columns[table.key[at]].name, std::move(values[at]));
    return object_text(std::move(members));
}

std::string key_text(const BoundTable& table, HeapTuple row, TupleDesc columns) {
    std::vector<Datum> values;
    for (const std::size_t place : table.key) {
        const AttrNumber number = number_in(columns, table.columns[place]);
        values.push_back(call([&] {
            bool is_null = false;
            return SPI_getbinval(row, columns, number, &is_null);
        }));
    }
    return text_of(table, values);
}

std::vector<Param> key_values(const BoundTable& table, const std::string& key) {
    std::vector<Param> parameters;
    for (const Datum value : read_values(table, key)) parameters.push_back({value, false});
    return parameters;
}

std::string canonical_key(const BoundTable& table, const std::string& given) {
    if (table.key.empty()) return given;
    if (has_plain_key(table)) return text_of(table, read_values(table, given));
    ReadingAsOwner owner{table};
    std::string key = text_of(table, read_values(table, given));
    owner.give_back();
    return key;
}

}  // namespace wf::pg
