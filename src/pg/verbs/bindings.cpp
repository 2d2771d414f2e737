// wf.bind, wf.unbind: which tables of the host have their rows approved. wf.changed_after_approval: whether
// what was signed still is what is stored.
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/host/bindable.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/host/own_table.hpp"
#include "pg/host/whole_table.hpp"
#include "pg/binding/make_triggers.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/signed_entries.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// One wf.bind() at a time, also because of what MayMakeTriggers grants. Before anything else is locked.
void wait_for_others() {
    call([] { SPI_execute("LOCK TABLE wf.binding IN SHARE ROW EXCLUSIVE MODE", false, 0); });
}

std::vector<std::string> columns_of(Oid table) {
    static Statement select{
        R"(SELECT attname::text
        FROM pg_attribute
        WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum)",
        {OIDOID}};
    std::vector<std::string> columns;
    const Rows rows = select.run({oid(table)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) columns.push_back(rows.text(row, 1));
    return columns;
}

void check_options(const BoundTable& table, const RowBinding& binding, const Definition& definition) {
    check_binding(binding, columns_of(table.table), definition);
    std::optional<BindingProblem> problem =
        problem_of_types(binding, row_type(table.name, Access::ReadWrite), definition);
    if (!problem) problem = problem_of_values(binding, table.table);
    if (problem) refuse_binding(std::move(*problem));
}

// All that are stored, of all tenants.
std::vector<RowBinding> stored_bindings(const BoundTable& table) {
    static Statement select{
        "SELECT tenant_id, definition_key, options::text FROM wf.binding WHERE business_table = $1",
        {TEXTOID}};
    std::vector<RowBinding> bindings;
    const Rows rows = select.run({text(table.name)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row)
        bindings.push_back(read_binding(rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)));
    return bindings;
}

void bind(Oid relation, const std::string& definition, const Json& options, std::int64_t tenant) {
    static Statement insert{
        R"(INSERT INTO wf.binding AS b (tenant_id, business_table, definition_key, options, bound_at,
            bound_by)
        VALUES ($1, $2, $3, $4, now(), $5::oid::regrole::text)
        ON CONFLICT (tenant_id, business_table, definition_key) DO UPDATE
        SET options = excluded.options, bound_at = excluded.bound_at, bound_by = excluded.bound_by)",
        {INT8OID, TEXTOID, TEXTOID, JSONBOID, OIDOID}};
    const CallerRole role = caller_role();
    const Oid caller = role.user;
    as_engine([&](EngineRights& rights) {
        check_may_use(rights, role, tenant, definition);
        wait_for_others();
        const BoundTableRef table = own_table(relation, caller);
        check_whole_table(*table, "table " + table->name + " cannot be bound", "Bind");
        const RowBinding binding = read_binding(tenant, definition, options.text);
        check_options(*table, binding, definition_by_key(rights, tenant, definition, {})->compiled);
        check_codes(*table, binding);
        insert.run({int8(tenant), text(table->name), text(definition), jsonb(options.text), oid(caller)},
                   Access::ReadWrite);
        make_triggers(rights, *table, stored_bindings(*table));
    });
}

std::int32_t unbind(Oid relation, const std::optional<std::string>& definition, std::int64_t tenant) {
    static Statement remove{
        R"(DELETE FROM wf.binding
        WHERE tenant_id = $1 AND business_table = $2 AND (definition_key = $3 OR $3 IS NULL)
        RETURNING 1)",
        {INT8OID, TEXTOID, TEXTOID}};
    const Oid caller = GetUserId();
    return as_engine([&](EngineRights& rights) {
        wait_for_others();
        const BoundTableRef table = own_table(relation, caller);
        const std::size_t removed =
            remove
                .run({int8(tenant), text(table->name), definition ? text(*definition) : null()},
                     Access::ReadWrite)
                .size();
        if (removed == 0)
            throw Error::make(
                Code::BindingNotFound, "table " + table->name + " is not bound",
                definition ? "There may be bindings to other definitions than \"" + *definition + "\"." : "",
                "Bindings are listed in wf.bindings.");
        make_triggers(rights, *table, stored_bindings(*table));
        return static_cast<std::int32_t>(removed);
    });
}

// Tables of the caller that have bindings and no triggers.
std::vector<Oid> tables_without_triggers(Oid caller) {
    static Statement select{
        R"(SELECT DISTINCT c.oid::bigint
        FROM wf.binding b
        JOIN pg_class c ON c.oid = wf._stored_table(b.business_table)
        WHERE pg_has_role($1, c.relowner, 'USAGE') AND NOT EXISTS
            (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'wf_row_written')
        ORDER BY 1)",
        {OIDOID}};
    std::vector<Oid> tables;
    const Rows rows = select.run({oid(caller)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) tables.push_back(static_cast<Oid>(rows.int8(row, 1)));
    return tables;
}

// The row that the instance is about, as it is now; nothing: its table is not bound to the definition.
struct PresentRow {
    BoundTableRef table;
    std::optional<SeenRow> row;  // nothing: it is gone
};

std::optional<PresentRow> present_row(const EngineRights& rights, std::int64_t tenant,
                                      const InstanceRow& row) {
    const BoundTableRef table =
        row.business_table.empty() ? nullptr : bindings_of(rights, row.business_table);
    if (!table || !table->find(tenant, definition_by_id(rights, tenant, row.definition)->compiled.key))
        return {};
    return PresentRow{table, read_row(*table, row.business_key, RowLock::None, Access::ReadOnly)};
}

// Null: which columns were signed is not known.
Param has_changed(const SignedEntry& entry, const std::optional<PresentRow>& now) {
    if (!now || !now->row) return boolean(true);
    if (entry.signature.columns.empty()) return null();
    return boolean(!is_still(*now->table, *now->row, entry.signature));
}

std::vector<Param> which_have_changed(const std::vector<SignedEntry>& entries,
                                      const std::optional<PresentRow>& now) {
    std::vector<Param> changed;
    for (const SignedEntry& entry : entries) changed.push_back(has_changed(entry, now));
    return changed;
}

void add(RowSet& rows, const SignedEntry& entry, Param changed) {
    rows.add({int8(entry.seq), text(entry.actor), text_or_null(entry.node), time(entry.at), changed});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_bind);
Datum wf_bind(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Oid table = args.required_regclass("business_table");
        const std::string definition = args.required_text("definition");
        const Json options = args.json("options").value_or(Json{"{}"});
        bind(table, definition, options, args.tenant());
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_unbind);
Datum wf_unbind(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Oid table = args.required_regclass("business_table");
        const std::optional<std::string> definition = args.text("definition");
        return Int32GetDatum(unbind(table, definition, args.tenant()));
    });
}

PG_FUNCTION_INFO_V1(wf_restore_binding_triggers);
Datum wf_restore_binding_triggers(PG_FUNCTION_ARGS) {
    return enter([&] {
        (void)fcinfo;
        const Oid caller = GetUserId();
        return Int32GetDatum(as_engine([&](EngineRights& rights) {
            const std::vector<Oid> tables = tables_without_triggers(caller);
            for (const Oid relation : tables) {
                const BoundTableRef table = bindings_of(relation);
                make_triggers(rights, *table, stored_bindings(*table));
            }
            return static_cast<std::int32_t>(tables.size());
        }));
    });
}

PG_FUNCTION_INFO_V1(wf_changed_after_approval);
Datum wf_changed_after_approval(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        check_complete(reading.rights(), tenant, row);
        const std::vector<SignedEntry> entries =
            signed_entries(reading.rights(), tenant, row.instance, row.state.started_at, Access::ReadOnly);
        const std::vector<wf::pg::Param> changed =
            which_have_changed(entries, present_row(reading.rights(), tenant, row));
        reading.done();
        RowSet rows{fcinfo};
        for (std::size_t i = 0; i < entries.size(); ++i) add(rows, entries[i], changed[i]);
        return Datum{0};
    });
}
}
