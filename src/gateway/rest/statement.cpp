#include "gateway/rest/statement.hpp"

#include "gateway/base/failure.hpp"
#include "gateway/db/identifier.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace wf::gateway {
namespace {

constexpr std::array<std::string_view, 21> casts = {"text", "varchar", "int", "integer", "int2", "int4", "int8", "smallint", "bigint", "numeric", "decimal",
                                                    "real", "float4", "float8", "bool", "boolean", "date", "timestamptz", "timestamp", "uuid", "jsonb"};

class Writer {
public:
    Writer(const std::vector<std::string>& columns) : columns_(columns) {}

    Statement statement;

    std::string parameter(std::optional<std::string> value) {
        statement.values.push_back(std::move(value));
        return "$" + std::to_string(statement.values.size());
    }

    std::string select(const Query& query) {
        if (query.select.empty()) { return "t.*"; }
        std::string list;
        for (const SelectItem& item : query.select) {
            if (!list.empty()) { list += ", "; }
            list += item.field.column.empty() ? "t.*" : selected(item);
        }
        return list;
    }

    std::string where(const std::vector<Condition>& conditions) {
        if (conditions.empty()) { return {}; }
        return " WHERE " + joined(conditions, " AND ");
    }

    std::string order(const std::vector<OrderItem>& items) {
        std::string list;
        for (const OrderItem& item : items) {
            list += (list.empty() ? " ORDER BY " : ", ") + field(item.field) + (item.descends ? " DESC" : "");
            if (item.nulls_first) { list += *item.nulls_first ? " NULLS FIRST" : " NULLS LAST"; }
        }
        return list;
    }

    std::string page(const Query& query) {
        std::string text;
        if (query.limit) { text += " LIMIT " + parameter(std::to_string(*query.limit)) + "::bigint"; }
        if (query.offset > 0) { text += " OFFSET " + parameter(std::to_string(query.offset)) + "::bigint"; }
        return text;
    }

private:
    std::string selected(const SelectItem& item) {
        if (!item.cast.empty() && std::find(casts.begin(), casts.end(), item.cast) == casts.end()) {
            throw Failure(400, "PGRST100", "Nothing can be cast to \"" + item.cast + "\" here.", {}, "For example ::text, ::integer, ::numeric, ::date.");
        }
        const std::string name = !item.alias.empty() ? item.alias : item.field.path.empty() ? item.field.column : item.field.path.back().key;
        const std::string value = field(item.field);
        return (item.cast.empty() ? value : "(" + value + ")::" + item.cast) + " AS " + identifier(name);
    }

    std::string field(const Field& field) {
        if (!columns_.empty() && std::find(columns_.begin(), columns_.end(), field.column) == columns_.end()) {
            throw Failure(400, "42703", "There is no column " + field.column + " here.");
        }
        std::string text = "t." + identifier(field.column);
        if (!field.path.empty()) { text = "to_jsonb(" + text + ")"; }
        for (const Field::Step& step : field.path) {
            const bool is_number = step.key.find_first_not_of("-0123456789") == std::string::npos;
            text += (step.is_text ? " ->> " : " -> ") + parameter(step.key) + (is_number ? "::integer" : "::text");
        }
        return field.path.empty() ? text : "(" + text + ")";
    }

    std::string joined(const std::vector<Condition>& parts, const std::string& between) {
        std::string text;
        for (const Condition& part : parts) { text += (text.empty() ? "" : between) + condition(part); }
        return "(" + text + ")";
    }

    std::string condition(const Condition& condition) {
        const std::string text = condition.kind == Condition::Kind::filter ? filter(condition.filter)
                                                                          : joined(condition.parts, condition.kind == Condition::Kind::all_of ? " AND " : " OR ");
        return condition.is_negated ? "NOT " + text : text;
    }

    std::string filter(const Filter& filter) {
        static const std::map<std::string, std::string, std::less<>> signs = {
            {"eq", "="}, {"neq", "<>"}, {"gt", ">"}, {"gte", ">="}, {"lt", "<"}, {"lte", "<="}, {"like", "LIKE"}, {"ilike", "ILIKE"},
            {"match", "~"}, {"imatch", "~*"}, {"cs", "@>"}, {"cd", "<@"}, {"ov", "&&"}, {"isdistinct", "IS DISTINCT FROM"}};
        const std::string left = field(filter.field);
        std::string text;
        if (filter.op == "is") {
            text = left + " IS " + (filter.value == "not_null" ? "NOT NULL" : filter.value);
        } else if (filter.op == "in") {
            text = left + " = ANY (" + parameter(array(filter.list)) + typed(filter) + ")";
        } else if (!filter.each.empty()) {
            std::string value = filter.value;
            if (filter.op.ends_with("like")) { std::replace(value.begin(), value.end(), '*', '%'); }
            text = left + " " + signs.at(filter.op) + (filter.each == "any" ? " ANY (" : " ALL (") + parameter(value) + typed(filter) + ")";
        } else {
            std::optional<std::string> value = filter.value;
            if (filter.op.ends_with("like")) { std::replace(value->begin(), value->end(), '*', '%'); }
            if (filter.op == "isdistinct" && filter.value == "null") { value = std::nullopt; }
            text = left + " " + signs.at(filter.op) + " " + parameter(std::move(value)) + (is_json(filter.field) ? "::jsonb" : "");
        }
        return filter.is_negated ? "NOT (" + text + ")" : text;
    }

    static bool is_json(const Field& field) { return !field.path.empty() && !field.path.back().is_text; }
    static std::string typed(const Filter& filter) { return is_json(filter.field) ? "::jsonb[]" : ""; }

    static std::string array(const std::vector<std::string>& list) {
        std::string text = "{";
        for (const std::string& each : list) {
            text += text.size() > 1 ? ",\"" : "\"";
            for (const char c : each) {
                if (c == '"' || c == '\\') { text += '\\'; }
                text += c;
            }
            text += '"';
        }
        return text + "}";
    }

    const std::vector<std::string>& columns_;
};

std::string body(const Shape& shape, const std::string& rows) {
    const std::string stripped = shape.strips_nulls ? "json_strip_nulls(" + rows + ")" : rows;
    return shape.is_object ? "coalesce((" + stripped + " -> 0)::text, 'null')" : "coalesce(" + stripped + ", '[]')::text";
}

// Without it, a limit would end the call of a function that writes before it is done, or never begin it.
constexpr const char* to_its_end = ", (SELECT count(*) FROM source)";

// Rows of `source` t as JSON. A source that may be read only once is called `once` and stands in a WITH.
void write_page(Writer& out, const std::string& source, const Query& query, const Shape& shape, bool once) {
    const bool stands_before = once || shape.counts;
    const std::string from = stands_before ? "source t" : source;
    const std::string select = out.select(query);
    const std::string where = out.where(query.conditions);
    const std::string order = out.order(query.order);
    const std::string page = out.page(query);
    std::string& text = out.statement.text;
    if (stands_before) { text = "WITH source AS " + std::string(once ? "MATERIALIZED " : "NOT MATERIALIZED ") + "(SELECT * FROM " + source + ") "; }
    text += "SELECT " + body(shape, "json_agg(r)") + ", count(*), " + (shape.counts ? "(SELECT count(*) FROM source t" + where + ")" : std::string("NULL::bigint")) + (once ? to_its_end : "");
    text += " FROM (SELECT " + select + " FROM " + from + where + order + page + ") r";
}

}  // namespace

Statement read_relation(const std::string& schema, const Relation& relation, const Query& query, const Shape& shape) {
    Writer out(relation.columns);
    write_page(out, identifier(schema) + "." + identifier(relation.name) + " t", query, shape, false);
    return std::move(out.statement);
}

Statement call_function(const std::string& schema, const Function& function, const Arguments& arguments, const Query& query, const Shape& shape) {
    Writer out(function.columns);
    std::string list;
    for (const auto& [argument, value] : arguments) {
        list += (list.empty() ? "" : ", ") + identifier(argument->name) + " => " + out.parameter(value) + "::" + argument->type;
    }
    const std::string call = identifier(schema) + "." + identifier(function.name) + "(" + list + ")";
    if (function.is_row) {
        Shape of_one = shape;
        of_one.is_object = shape.is_object || !function.is_set;
        write_page(out, call + " t", query, of_one, function.writes);
        return std::move(out.statement);
    }
    if (!query.select.empty() || !query.conditions.empty() || !query.order.empty()) {
        throw Failure(400, "PGRST100", "The function " + function.name + " gives values, not rows: they cannot be selected or filtered.");
    }
    if (function.is_set) {
        const std::string page = out.page(query);
        out.statement.text = "WITH source AS MATERIALIZED (SELECT " + call + " AS v) SELECT " + body(shape, "json_agg(r.v)") + ", count(*), " +
                             (shape.counts ? "(SELECT count(*) FROM source)" : "NULL::bigint") + (function.writes ? to_its_end : "") + " FROM (SELECT v FROM source" + page + ") r";
    } else if (function.type == "void") {
        out.statement.text = "SELECT NULL, 0, NULL, " + call;
    } else if (function.type == "json" || function.type == "jsonb") {
        out.statement.text = "SELECT coalesce(" + call + "::text, 'null'), 1, NULL";
    } else {
        out.statement.text = "SELECT coalesce(to_json(" + call + ")::text, 'null'), 1, NULL";
    }
    return std::move(out.statement);
}

}  // namespace wf::gateway
