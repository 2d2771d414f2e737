#include "pg/host/business_row.hpp"

#include "pg/host/bound_row.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/host/row_key.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
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

std::string bound_table(EngineRights& rights, const std::string& given, bool has_key,
                        const std::string& declared) {
    if (has_key ? given.empty() && declared.empty() : !given.empty())
        throw Error::make(Code::BadArgument, "business_table and business_key belong together", "",
                          "Pass both or neither; pass the key alone if the definition names the table.");
    if (!has_key || declared.empty()) return given;
    rights.step_back();
    const std::string table = resolve_business_table(declared);
    rights.step_in();
    if (!given.empty() && given != table)
        throw Error::make(Code::BadArgument, "the definition is about table " + table, "",
                          "Leave business_table out, or start another definition.");
    return table;
}

std::string key_as_kept(EngineRights& rights, const std::string& name, const std::string& key) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(rights, name);
    return table ? canonical_key(rights, *table, key) : key;
}

std::string key_of_row(EngineRights& rights, std::int64_t tenant, const std::string& definition,
                       const std::string& name, const std::string& key) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(rights, name);
    if (!table) return key;
    std::string own = canonical_key(rights, *table, key);
    const bool is_bound = table->find(tenant, definition) != nullptr;
    if (!is_bound && has_one_spelling(*table)) return own;
    if (const std::optional<SeenRow> row = read_row(*table, own, is_bound ? RowLock::Wait : RowLock::None))
        return row->key;
    if (!is_bound) return own;
    throw Error::make(
        Code::BusinessRowMissing, "table " + name + " has no row " + key, "",
        "Insert the row first; its key is the text of the primary key, or a JSON object of its columns.");
}

std::optional<feel::Value> read_business_row(const EngineRights& rights, const std::string& name,
                                             const std::string& key, Access access) {
    const BoundTableRef table = bindings_of(rights, name);
    if (!table)
        throw Error::make(Code::BusinessTableNotFound, "table " + name + " does not exist any more", "",
                          "Conditions that read \"doc\" need it.");
    const std::optional<SeenRow> row = read_row(*table, key, RowLock::None, access);
    return row ? std::optional{document_of(*table, *row)} : std::nullopt;
}

}  // namespace wf::pg
