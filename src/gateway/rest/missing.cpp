#include "gateway/rest/missing.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace wf::gateway {
namespace {

// How many letters have to change (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

// (name, arguments) of what the caller may use, by `query` of the schema.
Task<std::vector<std::pair<std::string, std::string>>> usable(Database& database, Caller caller, std::string schema, const char* query) {
    Transaction transaction;
    transaction.caller = std::move(caller);
    transaction.statements.push_back({query, {schema}});
    const std::vector<Result> results = co_await database.run(std::move(transaction));
    std::vector<std::pair<std::string, std::string>> found;
    for (int row = 0; row < results.front().rows(); ++row) { found.emplace_back(results.front().value(row, 0), results.front().value(row, 1)); }
    co_return found;
}

std::string hint_for(const std::string& name, const std::vector<std::pair<std::string, std::string>>& usable, const std::string& path) {
    std::string nearest, its_arguments;
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const auto& [each, arguments] : usable) {
        if (each == name) { return "Its arguments are: " + arguments; }
        const std::size_t away = name.size() > 63 ? least : distance(name, each);
        if (away < least) {
            least = away;
            nearest = each;
        }
    }
    return nearest.empty() ? "GET / lists what there is." : "Perhaps you meant " + path + nearest + ".";
}

}  // namespace

Task<Failure> missing_relation(Database& database, Caller caller, std::string schema, std::string name) {
    const auto names = co_await usable(database, std::move(caller), schema,
                                       "SELECT c.relname, '' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace "
                                       "WHERE s.nspname = $1 AND c.relkind = 'v' AND pg_catalog.has_table_privilege(c.oid, 'SELECT')");
    co_return Failure(404, "PGRST205", "Could not find the table '" + schema + "." + name.substr(0, 63) + "' in the schema cache", {}, hint_for(name, names, "/"));
}

Task<Failure> missing_function(Database& database, Caller caller, std::string schema, std::string name, std::map<std::string, std::string, std::less<>> given) {
    const auto names = co_await usable(database, std::move(caller), schema,
                                       "SELECT p.proname, pg_catalog.pg_get_function_arguments(p.oid) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace "
                                       "WHERE s.nspname = $1 AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE')");
    std::string list;
    for (const auto& [each, value] : given) { list += (list.empty() ? "" : ", ") + each; }
    co_return Failure(404, "PGRST202", "Could not find the function " + schema + "." + name.substr(0, 63) + (list.empty() ? " without parameters" : "(" + list.substr(0, 500) + ")") + " in the schema cache", {},
                      hint_for(name, names, "/rpc/"));
}

}  // namespace wf::gateway
