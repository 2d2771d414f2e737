#include "pg/business_row.hpp"

#include "pg/binding_row.hpp"
#include "pg/business_columns.hpp"
#include "pg/caller.hpp"
#include "pg/foreign_code.hpp"
#include "pg/read_only.hpp"
#include "pg/row_key.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void no_such_row(const std::string& table, const std::string& key) {
    throw Error::make(
        Code::BusinessRowMissing, "table " + table + " has no row " + key, "",
        "Insert the row first; its key is the text of the primary key, or a JSON object of its columns.");
}

bool has_policies(const BoundTable& table) {
    return call([&] {
        const HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table.table));
        if (!HeapTupleIsValid(tuple)) elog(ERROR, "cache lookup failed for relation %u", table.table);
        const bool is_secured = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relrowsecurity;
        ReleaseSysCache(tuple);
        return is_secured;
    });
}

// With the caller's rights, and their settings: row_security = off is an error here as anywhere. Policies may
// ask who the caller is, and change nothing.
bool sees_row(const BoundTable& table, const std::string& key, EngineRights& rights, Access access) {
    const std::vector<Param> parameters = reading_as_owner(table, [&] { return key_values(table, key); });
    std::vector<Oid> types = table.key_types();
    const std::string sql = "SELECT FROM " + table.name + " AS wf_row WHERE " + table.key_condition;
    const char* const statement = sql.c_str();
    const Param* const parameter = parameters.data();
    Oid* const type = types.data();
    const int count = static_cast<int>(parameters.size());
    const bool read_only = access == Access::ReadOnly;
    const ReadOnly nothing_is_written;
    const LookingAround asks_who{};
    rights.step_back();
    const std::uint64_t rows = call([&] {
        Datum values[INDEX_MAX_KEYS];
        for (int i = 0; i < count; ++i) values[i] = parameter[i].value;
        const int result = SPI_execute_with_args(statement, count, type, values, nullptr, read_only, 1);
        if (result != SPI_OK_SELECT) elog(ERROR, "cannot read: %s", SPI_result_code_string(result));
        return SPI_processed;
    });
    rights.step_in();
    return rows > 0;
}

}  // namespace

std::string resolve_business_table(const std::string& name) {
    const FoundTable found = find_table(name);
    if (found.qualified.empty())
        throw Error::make(Code::BusinessTableNotFound, "table \"" + name + "\" does not exist", "",
                          "business_table is the name of a table or view, with its schema if it is not in "
                          "the search_path.");
    if (!found.readable)
        throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE, "permission denied for table " + found.qualified,
                    "The engine reads it for conditions, so whoever binds it must be allowed to.", ""};
    return found.qualified;
}

std::string bound_table(const std::string& given, bool has_key, const std::string& declared,
                        EngineRights& rights) {
    if (has_key ? given.empty() && declared.empty() : !given.empty())
        throw Error::make(Code::BadArgument, "business_table and business_key belong together", "",
                          "Pass both, or neither; the key alone if the definition names the table.");
    if (!has_key || declared.empty()) return given;
    rights.step_back();
    const std::string table = resolve_business_table(declared);
    rights.step_in();
    if (!given.empty() && given != table)
        throw Error::make(Code::BadArgument, "the definition is about table " + table, "",
                          "Leave business_table out, or start another definition.");
    return table;
}

std::string key_as_kept(const std::string& name, const std::string& key, EngineRights& rights) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(name);
    return table ? canonical_key(*table, key, rights) : key;
}

bool is_row_visible(const std::string& name, const std::string& key, EngineRights& rights, Access access) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(name);
    if (!table || table->key.empty() || !has_policies(*table)) return true;
    return sees_row(*table, canonical_key(*table, key, rights), rights, access);
}

void check_row_visible(const std::string& table, const std::string& key, EngineRights& rights) {
    if (!is_row_visible(table, key, rights, Access::ReadWrite)) no_such_row(table, key);
}

std::string key_of_row(std::int64_t tenant, const std::string& definition, const std::string& name,
                       const std::string& key, EngineRights& rights) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(name);
    if (!table) return key;
    std::string own = canonical_key(*table, key, rights);
    const bool is_bound = table->find(tenant, definition) != nullptr;
    if (!is_bound && has_one_spelling(*table)) return own;
    if (const std::optional<SeenRow> row = read_row(*table, own, is_bound ? RowLock::Wait : RowLock::None))
        return row->key;
    if (!is_bound) return own;
    no_such_row(name, key);
}

std::optional<feel::Value> read_business_row(const std::string& name, const std::string& key,
                                             Access access) {
    const BoundTableRef table = bindings_of(name);
    if (!table)
        throw Error::make(Code::BusinessTableNotFound, "table " + name + " does not exist any more", "",
                          "Conditions that read \"doc\" need it.");
    const std::optional<SeenRow> row = read_row(*table, key, RowLock::None, access);
    return row ? std::optional{document_of(*table, *row)} : std::nullopt;
}

}  // namespace wf::pg
