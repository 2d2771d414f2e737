#include "gateway/rest/catalog.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wf::gateway {
namespace {

constexpr std::chrono::seconds at_most_every{1};

constexpr const char* query = R"(
SELECT json_build_object(
  'functions', (SELECT coalesce(json_agg(json_build_object('name', p.proname, 'volatility', p.provolatile, 'set', p.proretset,
      'type', pg_catalog.format_type(p.prorettype, NULL), 'row', t.typtype = 'c' OR p.prorettype = 'pg_catalog.record'::pg_catalog.regtype,
      'defaults', p.pronargdefaults,
      'arguments', (SELECT coalesce(json_agg(json_build_array(coalesce(p.proargnames[a.n], ''), pg_catalog.format_type(a.type, NULL), coalesce(p.proargmodes[a.n], 'i')) ORDER BY a.n), '[]')
                    FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a (type, n)),
      'columns', (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_catalog.pg_attribute a
                  WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))), '[]')
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_type t ON t.oid = p.prorettype JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace
    WHERE s.nspname = $1 AND p.prokind = 'f'),
  'relations', (SELECT coalesce(json_agg(json_build_object('name', c.relname,
      'columns', (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))), '[]')
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = $1 AND c.relkind IN ('v', 'm', 'r', 'p', 'f'))))";

Function read_function(const nlohmann::json& given) {
    Function function;
    function.name = given["name"];
    function.type = given["type"];
    function.is_set = given["set"];
    function.is_row = given["row"];
    function.writes = given["volatility"] == "v";
    function.columns = given["columns"].get<std::vector<std::string>>();
    for (const auto& each : given["arguments"]) {
        const std::string mode = each[2];
        if (mode == "t" || mode == "o") {
            function.columns.push_back(each[0]);
        } else {
            function.arguments.push_back({each[0], each[1], false});
        }
    }
    const std::size_t with_default = given["defaults"];
    for (std::size_t i = function.arguments.size() - with_default; i < function.arguments.size(); ++i) { function.arguments[i].has_default = true; }
    return function;
}

}  // namespace

Task<std::shared_ptr<const Catalog::Names>> Catalog::names() {
    if (names_ == nullptr) { co_await refresh(); }
    co_return names_;
}

Task<bool> Catalog::refresh() {
    const auto now = std::chrono::steady_clock::now();
    if (names_ != nullptr && now - read_at_ < at_most_every) { co_return false; }
    read_at_ = now;
    std::vector<Statement> statements;
    statements.push_back({query, {schema_}});
    const std::vector<Result> results = co_await database_.run_as_gateway(std::move(statements), true);
    const auto all = nlohmann::json::parse(results.front().value(0, 0));
    auto names = std::make_shared<Names>();
    for (const auto& each : all["functions"]) { names->functions.emplace(each["name"], read_function(each)); }
    for (const auto& each : all["relations"]) {
        names->relations.emplace(each["name"], Relation{each["name"], each["columns"].get<std::vector<std::string>>()});
    }
    names_ = std::move(names);
    co_return true;
}

}  // namespace wf::gateway
