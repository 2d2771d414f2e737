#include "pg/host/row_key.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/host/typed_text.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

constexpr std::size_t longest_number = 34;  // that JSON keeps in full, whoever reads it

// In the key's JSON object.
Value member(const TableColumn& column, Datum datum) {
    if (column.type == BOOLOID || column.type == JSONBOID) return plain_value(column.type, datum);
    std::string text = whole_text(column.type, datum);
    if (is_number_type(column.type) && text.size() <= longest_number)
        if (const std::optional<feel::Decimal> number = feel::Decimal::from_string(text))
            return Value::number(*number);
    return Value::string(std::move(text));
}

const char* text_of(const Jsonb* json) {
    return JsonbToCString(nullptr, const_cast<JsonbContainer*>(&json->root), VARSIZE(json));
}

// With the keys in the order that jsonb gives them.
std::string object_text(feel::Entries members) {
    const Datum object = jsonb_datum(Value::context(std::move(members)));
    const char* const text = call([&] { return text_of(DatumGetJsonbP(object)); });
    return text;
}

struct Member {
    enum { Missing, Read, Nested } is;
    Datum value;
};

// What a column's type reads of a JSON text or number, with all its digits.
const char* text_of_scalar(const JsonbValue* value) {
    switch (value->type) {
        case jbvString:
            return pnstrdup(value->val.string.val, static_cast<Size>(value->val.string.len));
        case jbvBool:
            return value->val.boolean ? "true" : "false";
        default:
            return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
    }
}

Member read_member(const Jsonb* object, const char* name, Oid type) {
    JsonbValue* const value = getKeyJsonValueFromContainer(const_cast<JsonbContainer*>(&object->root), name,
                                                           static_cast<int>(strlen(name)), nullptr);
    if (value == nullptr) return {Member::Missing, 0};
    if (type == JSONBOID) return {Member::Read, JsonbPGetDatum(JsonbValueToJsonb(value))};
    if (value->type == jbvNull) return {Member::Missing, 0};
    if (value->type == jbvBinary) return {Member::Nested, 0};
    Oid input = InvalidOid;
    Oid element = InvalidOid;
    getTypeInputInfo(type, &input, &element);
    return {Member::Read, OidInputFunctionCall(input, const_cast<char*>(text_of_scalar(value)), element, -1)};
}

// Arrays and composite values as JSON has them, which is how earlier versions kept them.
Datum read_nested(const TableColumn& column, const Jsonb* object) {
    // Without a modifier, which char(n) would have by default.
    const std::string type_name = call([&] {
        return format_type_extended(column.type, -1, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY);
    });
    const std::string sql = "SELECT wf_row." + column.quoted +
                            " FROM pg_catalog.jsonb_to_record($1) AS wf_row (" + column.quoted + " " +
                            type_name + ")";
    const char* const statement = sql.c_str();
    return call([&] {
        Datum argument = JsonbPGetDatum(object);
        Oid type = JSONBOID;
        SPI_execute_with_args(statement, 1, &type, &argument, nullptr, true, 1);
        bool is_null = false;
        return SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null);
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

const Jsonb* read_object(const BoundTable& table, const std::string& key) {
    const std::size_t first = key.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || key[first] != '{') refuse_key(table, key);
    return DatumGetJsonbP(read_text(JSONBOID, key));
}

std::vector<Datum> read_values(const BoundTable& table, const std::string& key) {
    if (table.key.size() == 1) return {read_text(table.columns[table.key.front()].type, key)};
    const Jsonb* const object = read_object(table, key);
    std::vector<Datum> values;
    for (const std::size_t place : table.key) {
        const TableColumn& column = table.columns[place];
        const char* const name = column.name.c_str();
        const Member member = call([&] { return read_member(object, name, column.type); });
        if (member.is == Member::Missing) refuse_key(table, key);
        values.push_back(member.is == Member::Nested ? read_nested(column, object) : member.value);
    }
    return values;
}

// Its functions were there before anybody could make some.
bool is_of_server(Oid type) { return type < FirstNormalObjectId || is_plain_type(type); }

std::vector<Datum> read_as_session(EngineRights& rights, const BoundTable& table, const std::string& key) {
    if (has_plain_key(table)) return read_values(table, key);
    if (std::ranges::all_of(table.key,
                            [&](std::size_t at) { return is_of_server(table.columns[at].type); })) {
        rights.step_back();
        std::vector<Datum> values = read_values(table, key);
        rights.step_in();
        return values;
    }
    return reading_for_caller(table, [&] { return read_values(table, key); });
}

// Partitions may have their columns in another order.
AttrNumber number_in(TupleDesc columns, const TableColumn& column) {
    const int place = column.number - 1;
    if (place < columns->natts && column.name == NameStr(TupleDescAttr(columns, place)->attname))
        return column.number;
    const char* const name = column.name.c_str();
    return static_cast<AttrNumber>(call([&] { return SPI_fnumber(columns, name); }));
}

Datum value_in(HeapTuple row, TupleDesc columns, const TableColumn& column) {
    const AttrNumber number = number_in(columns, column);
    return call([&] {
        bool is_null = false;
        return SPI_getbinval(row, columns, number, &is_null);
    });
}

bool has_one_spelling(const TableColumn& column) {
    if (!column.is_plain || column.type == INTERVALOID) return false;
    return !OidIsValid(column.collation) ||
           call([&] { return get_collation_isdeterministic(column.collation); });
}

}  // namespace

bool has_plain_key(const BoundTable& table) {
    return std::ranges::all_of(table.key, [&](std::size_t place) { return table.columns[place].is_plain; });
}

std::string key_text(const BoundTable& table, const std::vector<Datum>& values) {
    if (values.size() == 1) return whole_text(table.columns[table.key.front()].type, values.front());
    feel::Entries members;
    for (std::size_t at = 0; at < values.size(); ++at) {
        const TableColumn& column = table.columns[table.key[at]];
        members.emplace_back(column.name, member(column, values[at]));
    }
    return object_text(std::move(members));
}

std::string key_text(const BoundTable& table, HeapTuple row, TupleDesc columns) {
    if (table.key.size() == 1) {  // for each row of a bulk UPDATE: nothing but the text is made
        const TableColumn& column = table.columns[table.key.front()];
        return whole_text(column.type, value_in(row, columns, column));
    }
    std::vector<Datum> values;
    for (const std::size_t place : table.key) values.push_back(value_in(row, columns, table.columns[place]));
    return key_text(table, values);
}

std::vector<Param> key_values(const BoundTable& table, const std::string& key) {
    std::vector<Param> parameters;
    for (const Datum value : read_values(table, key)) parameters.push_back({value, false});
    return parameters;
}

std::string canonical_key(EngineRights& rights, const BoundTable& table, const std::string& given) {
    if (table.key.empty()) return given;
    const std::vector<Datum> values = read_as_session(rights, table, given);
    if (has_plain_key(table)) return key_text(table, values);
    return reading_as_owner(table, [&] { return key_text(table, values); });
}

bool has_one_spelling(const BoundTable& table) {
    return std::ranges::all_of(table.key,
                               [&](std::size_t place) { return has_one_spelling(table.columns[place]); });
}

std::string key_to_find(Oid table, const std::string& given) {
    std::string key = given;
    const BoundTableRef found = bindings_of(table);
    (void)attempt(
        [&] { as_engine([&](EngineRights& rights) { key = canonical_key(rights, *found, given); }); });
    return key;
}

void check_key(Oid table, const std::string& given) {
    const BoundTableRef found = bindings_of(table);
    const std::optional<Error> failure =
        attempt([&] { as_engine([&](EngineRights& rights) { (void)canonical_key(rights, *found, given); }); });
    if (!failure) return;
    throw Error::make(Code::BadArgument, "\"" + given + "\" is not a key of table " + found->name, failure->message,
                      "Pass the text of the primary key, or a JSON object of its columns.");
}

std::string kept_key(const std::string& name, const std::string& given) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_while_updating(name);
    if (!table || table->key.empty()) return given;
    std::string key = given;
    (void)attempt([&] {
        FixedForms forms;
        key = reading_as_owner(*table, [&] { return key_text(*table, read_values(*table, given)); });
        forms.give_back();
    });
    return key;
}

}  // namespace wf::pg
