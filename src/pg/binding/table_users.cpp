#include "pg/binding/table_users.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::int64_t shown = 3;

struct EngineTables {
    Oid bindings;
    Oid definitions;
    Oid kept;  // index of the definitions that keep a table
};

EngineTables engine_tables() {
    EngineTables found{};
    const Oid schema = get_namespace_oid("wf", true);
    if (!OidIsValid(schema)) return found;
    found.bindings = get_relname_relid("binding", schema);
    found.definitions = get_relname_relid("definition", schema);
    found.kept = get_relname_relid("definition_kept_table_idx", schema);
    return found;
}

// "instances 3, 5 and 8", "instances 3, 5, 8 and more".
std::string listed(const Rows& rows) {
    std::string list;
    const std::size_t count = std::min<std::size_t>(rows.size(), shown);
    for (std::size_t row = 0; row < count; ++row) {
        const bool is_last = row + 1 == count && rows.size() <= shown;
        list += (row == 0 ? "" : is_last ? " and " : ", ") + std::to_string(rows.int8(row, 1));
    }
    if (list.empty()) return list;
    return (rows.size() == 1 ? "instance " : "instances ") + list + (rows.size() > shown ? " and more" : "");
}

std::string open_instances_of(std::int64_t tenant, std::int64_t definition, const std::string& table) {
    static Statement select{
        R"(SELECT instance_id
        FROM wf.instance
        WHERE tenant_id = $1 AND definition_id = $2 AND business_table = $3 AND ended_at IS NULL
        ORDER BY instance_id)",
        {INT8OID, INT8OID, TEXTOID}};
    return listed(select.run({int8(tenant), int8(definition), text(table)}, Access::ReadOnly, shown + 1));
}

}  // namespace

bool has_row(Oid table, Oid index) {
    const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
    const Relation relation = table_open(table, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(relation, index, OidIsValid(index), now, 0, nullptr);
    const bool found = HeapTupleIsValid(systable_getnext(scan));
    systable_endscan(scan);
    table_close(relation, AccessShareLock);
    UnregisterSnapshot(now);
    return found;
}

bool is_any_table_used() {
    return call([] {
        const EngineTables tables = engine_tables();
        if (!OidIsValid(tables.bindings) || !OidIsValid(tables.kept)) return false;
        return has_row(tables.bindings, InvalidOid) || has_row(tables.definitions, tables.kept);
    });
}

std::vector<std::string> used_tables() {
    static Statement select{
        R"(SELECT business_table
        FROM wf.binding
        UNION SELECT kept_table
        FROM wf.definition
        WHERE kept_table IS NOT NULL)",
        {}};
    LatestSnapshot now;
    std::vector<std::string> tables;
    const Rows rows = select.run({}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) tables.push_back(rows.text(row, 1));
    now.done();
    return tables;
}

std::vector<RowBinding> bindings_to(const std::string& table) {
    static Statement select{
        R"(SELECT tenant_id, definition_key, options::text
        FROM wf.binding
        WHERE business_table = $1
        ORDER BY tenant_id, definition_key)",
        {TEXTOID}};
    LatestSnapshot now;
    std::vector<RowBinding> bindings;
    const Rows rows = select.run({text(table)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        bindings.push_back(read_binding(rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)));
    now.done();
    return bindings;
}

std::vector<UsingDefinition> definitions_using(const std::string& table) {
    static Statement select{
        R"(SELECT format('definition "%s" version %s', d.key, d.version), d.tenant_id, d.key, d.source::text,
            d.definition_id, d.status IN ('active', 'suspended') FROM wf.definition d
        WHERE d.kept_table = $1 OR EXISTS (SELECT FROM wf.binding b WHERE b.business_table = $1
            AND b.tenant_id = d.tenant_id AND b.definition_key = d.key) ORDER BY d.tenant_id, d.key, d.version)",
        {TEXTOID}};
    LatestSnapshot now;
    std::vector<UsingDefinition> found;
    const Rows rows = select.run({text(table)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        UsingDefinition one{.name = rows.text(row, 1),
                            .tenant = rows.int8(row, 2),
                            .key = rows.text(row, 3),
                            .source = rows.text(row, 4),
                            .instances = open_instances_of(rows.int8(row, 2), rows.int8(row, 5), table)};
        if (rows.boolean(row, 6) || !one.instances.empty()) found.push_back(std::move(one));
    }
    now.done();
    return found;
}

std::string instances_about(const std::string& table, Instances which) {
    static Statement select{
        R"(SELECT i.instance_id FROM wf.definition d JOIN wf.instance i ON i.definition_id = d.definition_id
        AND i.tenant_id = d.tenant_id WHERE i.business_table = $1 AND (i.ended_at IS NULL OR NOT $2)
        AND (d.kept_table = $1 OR EXISTS (SELECT FROM wf.binding b WHERE b.business_table = $1
            AND b.tenant_id = d.tenant_id AND b.definition_key = d.key))
        ORDER BY i.ended_at IS NOT NULL, i.instance_id)",
        {TEXTOID, BOOLOID}};
    LatestSnapshot now;
    std::string list =
        listed(select.run({text(table), boolean(which == Instances::Open)}, Access::ReadOnly, shown + 1));
    now.done();
    return list;
}

}  // namespace wf::pg
