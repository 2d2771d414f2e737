#include "pg/host/business_columns.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/business_row.hpp"
#include "pg/server/spi.hpp"
#include "pg/host/table_key.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::StaticType;
using feel::Type;

struct ReadColumn {
    std::string name, quoted;
    std::string type;    // base type of pg_catalog; else its kind: array, composite, enum, other
    std::string labels;  // of an enum: a JSON array
};

// Domains count as what they are over.
std::vector<ReadColumn> columns_of(const std::string& table, Access access = Access::ReadOnly) {
    static Statement select{
        R"(WITH RECURSIVE base AS (
            SELECT a.attnum, a.attname, a.atttypid AS type FROM pg_attribute a
            WHERE a.attrelid = wf._stored_table($1) AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT b.attnum, b.attname, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.type
                WHERE t.typtype = 'd')
        SELECT b.attname::text, quote_ident(b.attname),
            CASE WHEN t.typcategory = 'A' THEN 'array' WHEN t.typtype = 'c' THEN 'composite'
            WHEN t.typtype = 'e' THEN 'enum'
            WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname::text ELSE 'other' END,
            (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder)::text FROM pg_enum e
                WHERE e.enumtypid = t.oid)
        FROM base b JOIN pg_type t ON t.oid = b.type WHERE t.typtype <> 'd' ORDER BY b.attnum)",
        {TEXTOID}};
    const Rows rows = select.run({text(table)}, access);
    std::vector<ReadColumn> columns;
    for (std::size_t row = 0; row < rows.size(); ++row)
        columns.push_back({rows.text(row, 1), rows.text(row, 2), rows.text(row, 3), rows.text(row, 4)});
    return columns;
}

constexpr struct {
    const char* name;
    Type type;
} scalar_types[] = {
    {"int2", Type::Number},
    {"int4", Type::Number},
    {"int8", Type::Number},
    {"numeric", Type::Number},
    {"float4", Type::Number},
    {"float8", Type::Number},
    {"oid", Type::Number},
    {"text", Type::String},
    {"varchar", Type::String},
    {"bpchar", Type::String},
    {"name", Type::String},
    {"uuid", Type::String},
    {"bytea", Type::String},
    {"inet", Type::String},
    {"money", Type::String},
    {"bool", Type::Boolean},
    {"date", Type::Date},
    {"timestamp", Type::DateTime},
    {"time", Type::Time},
    {"timetz", Type::Time},
    {"timestamptz", Type::DateTime},
    {"interval", Type::DaysDuration},
};

std::optional<Type> scalar_type(const std::string& name) {
    for (const auto& [known, type] : scalar_types)
        if (name == known) return type;
    return std::nullopt;
}

StaticType static_type(const ReadColumn& column) {
    if (column.type == "array") return StaticType::of(Type::List);
    if (column.type == "composite") return StaticType::of(Type::Context);
    if (column.type == "interval") return StaticType::of(feel::any_duration);
    if (column.type == "enum") {
        std::vector<std::string> labels;
        const feel::Value list = value_from_json(column.labels).value_or(feel::Value{});
        if (list.is_list())
            for (const feel::Value& label : list.as_list()) labels.push_back(label.as_string());
        return StaticType::choice_of(std::move(labels));
    }
    const std::optional<Type> type = scalar_type(column.type);
    return type ? StaticType::of(*type) : StaticType{};
}

}  // namespace

FoundTable find_table(const std::string& name) {
    const char* text = name.c_str();
    struct Found {
        Oid table;
        const char* qualified;
        bool readable;
        bool may_refer;
    };
    const Found found = call([&] {
        Found result{InvalidOid, "", false, false};
        // Once it is locked, the name may mean another one.
        for (Oid table = relation_named(text); OidIsValid(table) && table != result.table;
             table = relation_named(text)) {
            result.table = table;
            result.readable = table_privilege(table, GetUserId(), ACL_SELECT);
            if (!result.readable) break;
            LockRelationOid(table, AccessShareLock);
        }
        if (!OidIsValid(result.table)) return result;
        result.may_refer = table_privilege(result.table, GetUserId(), ACL_REFERENCES);
        result.qualified = quote_qualified_identifier(get_namespace_name(get_rel_namespace(result.table)),
                                                      get_rel_name(result.table));
        return result;
    });
    return {found.table, found.qualified, found.readable, found.may_refer};
}

BusinessTable look_up_business_table(EngineRights& rights, const std::string& name, FoundTable* result) {
    rights.step_back();
    const FoundTable found = find_table(name);
    rights.step_in();
    if (result) *result = found;
    if (found.qualified.empty()) return {.row = {}, .problem = "table \"" + name + "\" does not exist"};
    if (!found.readable) return {.row = {}, .problem = "permission denied for table \"" + name + "\""};
    return {.row = row_type(found.qualified, Access::ReadWrite),
            .problem = {},
            .has_key = key_index_of(found.table).has_value()};
}

feel::StaticType row_type(const std::string& qualified, Access access) {
    feel::StaticFields fields;
    for (const ReadColumn& column : columns_of(qualified, access))
        fields.list.emplace_back(column.name, static_type(column));
    return StaticType::context_of(std::move(fields));
}

}  // namespace wf::pg
