#include "pg/host/bound_table.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/host/column_value.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/host/table_key.hpp"

#include <algorithm>
#include <unordered_map>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::unordered_map<Oid, BoundTableRef>& cache() {
    static std::unordered_map<Oid, BoundTableRef> tables;
    return tables;
}

// Nothing: to be asked again.
std::optional<bool>& anything_bound() {
    static std::optional<bool> known;
    return known;
}

void forget(Datum, Oid table) {
    anything_bound().reset();
    if (OidIsValid(table))
        cache().erase(table);
    else
        cache().clear();
}

// Name, owner; then a row for each column, with the base type of a domain.
Rows select_table(Oid table) {
    static Statement select{
        R"(WITH RECURSIVE base AS (
            SELECT a.attnum, a.atttypid AS type FROM pg_attribute a
            WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT b.attnum, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.type WHERE t.typtype = 'd')
        SELECT format('%I.%I', n.nspname, c.relname), n.oid::bigint, c.relowner::bigint,
            a.attname::text, quote_ident(a.attname), a.attnum::integer, t.oid::bigint, a.attgenerated <> '',
            a.attcollation::bigint, a.attidentity = 'a'
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN (base b JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
            JOIN pg_attribute a ON a.attrelid = $1 AND a.attnum = b.attnum) ON true
        WHERE c.oid = $1 ORDER BY a.attnum)",
        {OIDOID}};
    return select.run({Param{ObjectIdGetDatum(table), false}}, Access::ReadOnly);
}

// "OPERATOR(schema.=)": the one that the key's own index compares with, so that it serves; named with its schema,
// so that nobody's search_path says which one is meant. In front of it the column's base type if it is one for many
// types: PostgreSQL does not know a domain over an enum or an array as one of them.
std::string equality(Oid index, int place, Oid base_type) {
    const char* const text = call([&] {
        const Relation relation = index_open(index, AccessShareLock);
        const Oid family = relation->rd_opfamily[place];
        const Oid type = relation->rd_opcintype[place];
        index_close(relation, NoLock);
        const Oid found = get_opfamily_member(family, type, type, BTEqualStrategyNumber);
        const HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(found));
        if (!HeapTupleIsValid(tuple)) elog(ERROR, "the key of the table has no equality operator");
        const auto* form = reinterpret_cast<Form_pg_operator>(GETSTRUCT(tuple));
        const bool is_for_many = IsPolymorphicType(form->oprleft) || form->oprleft == RECORDOID;
        const char* const cast =
            is_for_many ? psprintf("::%s", format_type_extended(base_type, -1,
                                                                FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY))
                        : "";
        const char* const result =
            psprintf("%s OPERATOR(%s.%s)", cast, quote_identifier(get_namespace_name(form->oprnamespace)),
                     NameStr(form->oprname));
        ReleaseSysCache(tuple);
        return result;
    });
    return text;
}

void read_key(BoundTable& table) {
    const std::optional<Oid> index = key_index_of(table.table);
    if (!index) return;
    table.key_index = *index;
    for (const ColumnOfKey& column : key_columns_of(table.table)) {
        const int place = static_cast<int>(table.key.size());
        table.key.push_back(*table.place_of(column.name));
        const TableColumn& of_table = table.columns[table.key.back()];
        table.key_condition += (place ? " AND wf_row." : "wf_row.") + of_table.quoted +
                               equality(*index, place, of_table.type) + " $" + std::to_string(place + 1);
    }
}

std::shared_ptr<BoundTable> read_table(Oid table) {
    auto found = std::make_shared<BoundTable>();
    found->table = table;
    const Rows rows = select_table(table);
    if (rows.empty())  // dropped since its name was looked up; it is locked by everybody who looks it up
        throw Error::make(Code::BusinessTableNotFound, "the table does not exist any more");
    for (std::size_t row = 0; row < rows.size(); ++row) {
        found->name = rows.text(row, 1);
        found->owner = static_cast<Oid>(rows.int8(row, 3));
        found->schema = static_cast<Oid>(rows.int8(row, 2));
        if (rows.is_null(row, 4)) continue;
        const Oid type = static_cast<Oid>(rows.int8(row, 7));
        found->columns.push_back({.name = rows.text(row, 4),
                                  .quoted = rows.text(row, 5),
                                  .number = static_cast<AttrNumber>(rows.int4(row, 6)),
                                  .type = type,
                                  .collation = static_cast<Oid>(rows.int8(row, 9)),
                                  .is_plain = is_plain_type(type),
                                  .is_generated = rows.boolean(row, 8),
                                  .is_identity = rows.boolean(row, 10)});
        found->is_plain = found->is_plain && found->columns.back().is_plain;
    }
    read_key(*found);
    return found;
}

void find_watched(BoundTable& table) {
    for (TableColumn& column : table.columns)
        column.is_watched = std::ranges::any_of(table.bindings, [&](const RowBinding& binding) {
            return !binding.leaves_alone(column.name, column.is_generated);
        });
}

// The name of a table has that of its schema in it.
void forget_all(Datum, int, uint32) { forget(Datum{0}, InvalidOid); }

void forget_when_changed() {
    static const bool registered = [] {
        CacheRegisterRelcacheCallback(forget, Datum{0});
        CacheRegisterSyscacheCallback(NAMESPACEOID, forget_all, Datum{0});
        return true;
    }();
    (void)registered;
}

BoundTableRef load(Oid table) {
    static Statement select{
        R"(SELECT tenant_id, definition_key, options::text
        FROM wf.binding
        WHERE business_table = $1
        ORDER BY tenant_id, definition_key COLLATE "C")",
        {TEXTOID}};
    forget_when_changed();
    LatestSnapshot now;
    std::shared_ptr<BoundTable> found = read_table(table);
    const Rows rows = select.run({text(found->name)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        found->bindings.push_back(read_binding(rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)));
    now.done();
    find_watched(*found);
    cache()[table] = found;
    return found;
}

// The table that this session knows by the name; nothing: it knows none, or does not any more.
BoundTableRef lock_known(const std::string& name) {
    const auto known = std::ranges::find_if(cache(), [&](const auto& one) { return one.second->name == name; });
    if (known == cache().end()) return {};
    const Oid table = known->first;
    // Whoever has renamed or dropped it meanwhile is heard of now, and forget() has taken it away.
    call([&] { LockRelationOid(table, AccessShareLock); });
    const auto still = cache().find(table);
    return still == cache().end() ? BoundTableRef{} : still->second;
}

}  // namespace

const RowBinding* BoundTable::find(std::int64_t tenant, std::string_view definition) const {
    for (const RowBinding& binding : bindings)
        if (binding.tenant == tenant && binding.definition == definition) return &binding;
    return nullptr;
}

std::optional<std::size_t> BoundTable::place_of(std::string_view column) const {
    for (std::size_t place = 0; place < columns.size(); ++place)
        if (columns[place].name == column) return place;
    return {};
}

bool BoundTable::is_of_key(std::size_t place) const {
    return std::ranges::find(key, place) != key.end();
}

std::vector<std::string> BoundTable::names(const std::vector<std::size_t>& places) const {
    std::vector<std::string> names;
    names.reserve(places.size());
    for (const std::size_t place : places) names.push_back(columns[place].name);
    return names;
}

std::vector<Oid> BoundTable::key_types() const {
    std::vector<Oid> types;
    for (const std::size_t place : key) types.push_back(columns[place].type);
    return types;
}

// wf.bind() and pg_restore make triggers, so every session hears of a first binding.
bool is_anything_bound(const EngineRights&) {
    static Statement select{"SELECT EXISTS (SELECT FROM wf.binding)", {}};
    call([] { AcceptInvalidationMessages(); });  // of wf.bind() while our transaction was under way
    if (anything_bound()) return *anything_bound();
    forget_when_changed();
    LatestSnapshot now;
    const bool found = select.run({}, Access::ReadOnly).boolean(0, 1);
    now.done();
    anything_bound() = found;
    return found;
}

BoundTableRef bindings_of(Oid table) {
    if (const auto known = cache().find(table); known != cache().end()) return known->second;
    return as_engine([&](EngineRights&) { return load(table); });
}

BoundTableRef bindings_while_updating(const std::string& name) {
    if (BoundTableRef known = lock_known(name)) return known;
    const char* const text = name.c_str();
    const Oid table = call([&] { return stored_relation(text, AccessShareLock); });
    if (!OidIsValid(table)) return {};
    if (const auto known = cache().find(table); known != cache().end()) return known->second;
    return load(table);
}

BoundTableRef bindings_of(const EngineRights&, const std::string& name) {
    return bindings_while_updating(name);
}

}  // namespace wf::pg
