// What a query string asks for, in the dialect of PostgREST: select, filters, order, limit, offset. Knows no names of the database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::gateway {

// A column, or what is in one of jsonb: data->lines->0->>price
struct Field {
    struct Step {
        std::string key;
        bool is_text = false;  // ->>
    };
    std::string column;
    std::vector<Step> path;
};

struct SelectItem {
    Field field;          // column empty: all
    std::string alias;    // empty: the column, or the last key
    std::string cast;     // a type's name as written
};

struct Condition;

struct Filter {
    Field field;
    bool is_negated = false;
    std::string op;                       // eq, gt, like, in ...
    std::string each;                     // any, all or empty
    std::string value;                    // as written; of in: see list
    std::vector<std::string> list;        // of in
};

// A filter, or several joined.
struct Condition {
    enum class Kind { filter, all_of, any_of };
    Kind kind = Kind::filter;
    bool is_negated = false;
    Filter filter;
    std::vector<Condition> parts;
};

struct OrderItem {
    Field field;
    bool descends = false;
    std::optional<bool> nulls_first;
};

struct Query {
    std::vector<SelectItem> select;  // empty: all
    std::vector<Condition> conditions;
    std::vector<OrderItem> order;
    std::optional<std::int64_t> limit;
    std::int64_t offset = 0;
};

// Parameters that are none of the dialect's words and name no `argument` are filters on columns. `arguments`: those of a function,
// which are taken out and given back beside the query. Throws Failure 400 PGRST100 that says where and what it may be.
struct ReadQuery {
    Query query;
    std::vector<std::pair<std::string, std::string>> arguments;
};
[[nodiscard]] ReadQuery read_query(const std::vector<std::pair<std::string, std::string>>& parameters, const std::vector<std::string>& arguments);

}  // namespace wf::gateway
