#include "pg/business_row.hpp"

#include "core/json/value_json.hpp"
#include "pg/business_columns.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// The condition that finds the row: on a single key column it compares with the text of the key, on several
// with the members of a JSON object. The column's own type reads the text, so the primary key's index serves.
std::string key_condition(const std::string& table) {
    static Statement columns{
        "SELECT string_agg(format('%I = (%s)::%s', a.attname, "
        "         CASE WHEN i.indnkeyatts = 1 THEN '$1' ELSE format('$1::jsonb ->> %L', a.attname) END, "
        "         format_type(a.atttypid, a.atttypmod)), ' AND ' ORDER BY k.place) "
        "FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place), pg_attribute a "
        "WHERE i.indrelid = to_regclass($1) AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = "
        "k.attnum",
        {TEXTOID}};
    const Rows rows = columns.run({text(table)}, Access::ReadOnly);
    if (!rows.empty() && !rows.is_null(0, 1)) return rows.text(0, 1);
    throw Error::make(Code::BusinessTableNotFound, "table " + table + " can't be read by key",
                      "It does not exist any more, or it has no primary key.",
                      "Conditions that read \"doc\" need one.");
}

// The owner's rights for as long as a table of his is read: its row types, domains and casts may bring code
// of his own, which must not run with the engine's. His policies hide nothing from the engine.
class OwnersRights {
public:
    explicit OwnersRights(const std::string& table) {
        static Statement owner{"SELECT relowner FROM pg_class WHERE oid = to_regclass($1)", {TEXTOID}};
        const Rows rows = owner.run({text(table)}, Access::ReadOnly);
        GetUserIdAndSecContext(&before_, &security_context_);
        bool is_null = rows.empty();
        if (is_null) return;
        SetUserIdAndSecContext(DatumGetObjectId(rows.datum(0, 1, is_null)),
                               security_context_ | SECURITY_LOCAL_USERID_CHANGE |
                                   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
    }
    // Not called on an error: then the server does it.
    void give_back() { SetUserIdAndSecContext(before_, security_context_); }

private:
    Oid before_ = InvalidOid;
    int security_context_ = 0;
};

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

std::optional<feel::Value> read_business_row(const std::string& table, const std::string& key,
                                             Access access) {
    const std::vector<TemporalColumn> columns = temporal_columns(table);
    const std::string sql = "SELECT (to_jsonb(t)" + with_durations(columns) + ")::text FROM " + table +
                            " t WHERE " + key_condition(table);
    const Param parameter = text(key);
    OwnersRights rights{table};
    call([&] {
        Oid type = TEXTOID;
        Datum value = parameter.value;
        const int result =
            SPI_execute_with_args(sql.c_str(), 1, &type, &value, nullptr, access == Access::ReadOnly, 1);
        if (result < 0) elog(ERROR, "cannot read %s: %s", table.c_str(), SPI_result_code_string(result));
    });
    rights.give_back();
    const Rows rows{SPI_tuptable, SPI_processed};
    if (rows.empty()) return {};
    return with_times(value_from_json(rows.text(0, 1)).value_or(feel::Value{}), columns);
}

}  // namespace wf::pg
