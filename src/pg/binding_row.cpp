#include "pg/binding_row.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// As foreign keys do it: the owner's rights, and his policies don't hide rows from the constraint. Triggers
// of his find what lies beside his table, and nothing that the caller has put into his own search_path.
class OwnerRights {
public:
    enum class For { Reading, Writing };

    OwnerRights(const BoundTable& table, EngineRights& rights, For purpose) : rights_(rights) {
        rights_.step_back();
        GetUserIdAndSecContext(&caller_, &security_context_);
        level_ = NewGUCNestLevel();
        set("search_path", table.schema + ", pg_temp");
        if (purpose == For::Reading) fix_text_forms();
        SetUserIdAndSecContext(table.owner,
                               security_context_ | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
    }
    // Not called on an error: then the server does it.
    void give_back() {
        call([&] { AtEOXact_GUC(false, level_); });
        SetUserIdAndSecContext(caller_, security_context_);
        rights_.step_in();
    }

private:
    static void set(const char* name, const std::string& value) {
        const char* const text = value.c_str();
        call([&] {
            set_config_option(name, text, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
        });
    }
    // Else the same contents would have another hash in another session.
    static void fix_text_forms() {
        set("TimeZone", "UTC");
        set("DateStyle", "ISO");
        set("IntervalStyle", "postgres");
        set("extra_float_digits", "1");
        set("bytea_output", "hex");
    }

    EngineRights& rights_;
    Oid caller_ = InvalidOid;
    int security_context_ = 0;
    int level_ = 0;
};

// Columns without a value are left out, so that a new column does not change what was signed.
std::string select(const BoundTable& table) {
    return "SELECT " + table.key_of_row +
           ", sha256(convert_to((SELECT coalesce(jsonb_object_agg(e.name, e.value), '{}')::text "
           "FROM jsonb_each(to_jsonb(wf_row)) AS e (name, value) WHERE e.value <> 'null'::jsonb AND e.name "
           "<> ALL "
           "($2)), 'UTF8')), to_jsonb(wf_row)::text FROM " +
           table.name + " AS wf_row WHERE " + table.key_condition;
}

std::optional<SeenRow> read(Statement& statement, OwnerRights& owner, const RowBinding& binding,
                            const std::string& key) {
    const Rows rows = statement.run({text(key), text_array(binding.unsigned_columns())}, Access::ReadWrite);
    owner.give_back();
    if (rows.empty()) return {};
    return SeenRow{.key = rows.text(0, 1), .hash = rows.text(0, 2), .json = rows.text(0, 3)};
}

struct Writing {
    Oid table;
    std::string key;
};

std::vector<Writing>& writings() {
    static std::vector<Writing> now;
    return now;
}

class WritingRow {
public:
    WritingRow(Oid table, const std::string& key) { writings().push_back({table, key}); }
    ~WritingRow() { writings().pop_back(); }
    WritingRow(const WritingRow&) = delete;
    WritingRow& operator=(const WritingRow&) = delete;
};

std::string quoted(const std::string& name) {
    const char* const text = name.c_str();
    return call([&] { return quote_identifier(text); });
}

std::string literal(const std::string& name) {
    const char* const text = name.c_str();
    return call([&] { return quote_literal_cstr(text); });
}

void write(const BoundTable& table, const std::string& key, const std::string& assignment,
           const std::string& value, EngineRights& rights) {
    const std::string sql =
        "UPDATE " + table.name + " AS wf_row SET " + assignment + " WHERE " + table.key_condition;
    const Param parameters[] = {text(key), text(value)};
    const WritingRow writing{table.table, key};
    OwnerRights owner{table, rights, OwnerRights::For::Writing};
    const char* const statement = sql.c_str();
    call([&] {
        Oid types[] = {TEXTOID, TEXTOID};
        Datum values[] = {parameters[0].value, parameters[1].value};
        const int result = SPI_execute_with_args(statement, 2, types, values, nullptr, false, 0);
        if (result < 0) elog(ERROR, "cannot write: %s", SPI_result_code_string(result));
    });
    owner.give_back();
}

}  // namespace

std::optional<SeenRow> lock_row(const BoundTable& table, const RowBinding& binding, const std::string& key,
                                EngineRights& rights) {
    if (!table.lock)
        table.lock.emplace(select(table) + " FOR NO KEY UPDATE OF wf_row",
                           std::initializer_list<Oid>{TEXTOID, TEXTARRAYOID});
    OwnerRights owner{table, rights, OwnerRights::For::Reading};
    return read(*table.lock, owner, binding, key);
}

std::optional<SeenRow> look_at_row(const BoundTable& table, const RowBinding& binding, const std::string& key,
                                   EngineRights& rights) {
    if (!table.look) table.look.emplace(select(table), std::initializer_list<Oid>{TEXTOID, TEXTARRAYOID});
    OwnerRights owner{table, rights, OwnerRights::For::Reading};
    return read(*table.look, owner, binding, key);
}

std::string key_of_bound_row(std::int64_t tenant, const std::string& definition, const std::string& table,
                             const std::string& key, EngineRights& rights) {
    const BoundTableRef bound = table.empty() ? nullptr : bindings_of(table);
    const RowBinding* binding = bound ? bound->find(tenant, definition) : nullptr;
    if (!binding) return key;
    if (const std::optional<SeenRow> row = lock_row(*bound, *binding, key, rights)) return row->key;
    throw Error::make(
        Code::BusinessRowMissing, "table " + table + " has no row " + key, "",
        "Insert the row first; its key is the text of the primary key, or a JSON object of its columns.");
}

// The column's own type reads the text, as it would read it from JSON.
void write_column(const BoundTable& table, const std::string& key, const std::string& column,
                  const std::string& value, EngineRights& rights) {
    write(table, key,
          quoted(column) + " = (jsonb_populate_record(NULL::" + table.name + ", jsonb_build_object(" +
              literal(column) + ", $2)))." + quoted(column),
          value, rights);
}

void write_columns(const BoundTable& table, const std::string& key, const std::vector<std::string>& columns,
                   const std::string& json, EngineRights& rights) {
    if (columns.empty()) return;
    std::string assignments;
    for (const std::string& column : columns)
        assignments += (assignments.empty() ? "" : ", ") + quoted(column) +
                       " = (jsonb_populate_record(NULL::" + table.name + ", $2::jsonb))." + quoted(column);
    write(table, key, assignments, json, rights);
}

bool is_being_written(Oid table, std::string_view key) {
    return std::ranges::any_of(writings(),
                               [&](const Writing& one) { return one.table == table && one.key == key; });
}

}  // namespace wf::pg
