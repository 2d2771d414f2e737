#include "pg/binding.hpp"

#include "pg/as_engine.hpp"

#include <unordered_map>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::unordered_map<Oid, BoundTableRef>& cache() {
    static std::unordered_map<Oid, BoundTableRef> tables;
    return tables;
}

void forget(Datum, Oid table) {
    if (OidIsValid(table))
        cache().erase(table);
    else
        cache().clear();
}

// Name, schema, owner; then a row for each column of the primary key. SQL names types as the search_path of
// the engine has it, so with their schema.
std::shared_ptr<BoundTable> read_table(Oid table) {
    static Statement select{
        "SELECT format('%I.%I', n.nspname, c.relname), quote_ident(n.nspname), c.relowner::bigint, "
        "  a.attname::text, a.attnum::integer, quote_ident(a.attname), "
        "  format_type(a.atttypid, a.atttypmod), quote_literal(a.attname) "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN (pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) "
        "  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum) "
        "  ON i.indrelid = c.oid AND i.indisprimary "
        "WHERE c.oid = $1 ORDER BY k.place",
        {OIDOID}};
    auto found = std::make_shared<BoundTable>();
    found->table = table;
    const Rows rows = select.run({Param{ObjectIdGetDatum(table), false}}, Access::ReadOnly);
    std::string members;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        found->name = rows.text(row, 1);
        found->schema = rows.text(row, 2);
        found->owner = static_cast<Oid>(rows.int8(row, 3));
        if (rows.is_null(row, 4)) continue;
        found->key.push_back({rows.text(row, 4), static_cast<AttrNumber>(rows.int4(row, 5))});
        const std::string column = "wf_row." + rows.text(row, 6);
        const std::string text = rows.size() == 1 ? "$1" : "$1::jsonb ->> " + rows.text(row, 8);
        found->key_condition += (row ? " AND " : "") + column + " = (" + text + ")::" + rows.text(row, 7);
        members += (row ? ", " : "") + rows.text(row, 8) + ", " + column;
    }
    if (found->key.size() == 1)
        found->key_of_row = "format('%s', " + members.substr(members.find(", ") + 2) + ")";
    else
        found->key_of_row = "jsonb_build_object(" + members + ")::text";
    return found;
}

BoundTableRef load(Oid table) {
    static Statement select{
        "SELECT tenant_id, definition_key, options::text FROM wf.binding WHERE business_table = $1 "
        "ORDER BY tenant_id, definition_key",
        {TEXTOID}};
    static const bool registered = [] {
        CacheRegisterRelcacheCallback(forget, Datum{0});
        return true;
    }();
    (void)registered;
    LatestSnapshot now;
    std::shared_ptr<BoundTable> found = read_table(table);
    const Rows rows = select.run({text(found->name)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        found->bindings.push_back(read_binding(rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)));
    now.done();
    cache()[table] = found;
    return found;
}

}  // namespace

const RowBinding* BoundTable::find(std::int64_t tenant, std::string_view definition) const {
    for (const RowBinding& binding : bindings)
        if (binding.tenant == tenant && binding.definition == definition) return &binding;
    return nullptr;
}

BoundTableRef bindings_of(Oid table) {
    if (const auto known = cache().find(table); known != cache().end()) return known->second;
    BoundTableRef found;
    as_engine([&](EngineRights&) { found = load(table); });
    return found;
}

BoundTableRef bindings_of(const std::string& name) {
    const char* const text = name.c_str();
    const Oid table = call([&] { return relation_named(text); });
    if (!OidIsValid(table)) return {};
    if (const auto known = cache().find(table); known != cache().end()) return known->second;
    return load(table);
}

}  // namespace wf::pg
