#include "pg/people/visible_row.hpp"

#include "pg/host/as_owner.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/read_only.hpp"
#include "pg/host/row_key.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

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
bool sees_row(EngineRights& rights, const BoundTable& table, const std::string& key, Access access) {
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
    const int level = NewGUCNestLevel();  // what a policy sets ends with it
    Oid user = InvalidOid;
    int context = 0;
    GetUserIdAndSecContext(&user, &context);
    // Neither a cursor nor a trigger is left for COMMIT, when things may be written again.
    SetUserIdAndSecContext(user, context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
    const std::uint64_t rows = call([&] {
        Datum values[INDEX_MAX_KEYS];
        for (int i = 0; i < count; ++i) values[i] = parameter[i].value;
        const int result = SPI_execute_with_args(statement, count, type, values, nullptr, read_only, 1);
        if (result != SPI_OK_SELECT) elog(ERROR, "cannot read: %s", SPI_result_code_string(result));
        return SPI_processed;
    });
    SetUserIdAndSecContext(user, context);
    call([&] { AtEOXact_GUC(false, level); });
    rights.step_in();
    return rows > 0;
}

}  // namespace

bool is_row_visible(EngineRights& rights, const std::string& name, const std::string& key, Access access) {
    const BoundTableRef table = name.empty() ? nullptr : bindings_of(rights, name);
    if (!table || table->key.empty() || !has_policies(*table)) return true;
    return sees_row(rights, *table, canonical_key(rights, *table, key), access);
}

void check_row_visible(EngineRights& rights, const std::string& table, const std::string& key) {
    if (is_row_visible(rights, table, key, Access::ReadWrite)) return;
    throw Error::make(
        Code::BusinessRowMissing, "table " + table + " has no row " + key, "",
        "Insert the row first; its key is the text of the primary key, or a JSON object of its columns.");
}

}  // namespace wf::pg
