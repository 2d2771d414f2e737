// What wf.purge (sql/api/purge.sql) cannot do in SQL: the log lets nobody else remove its entries.
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/store/log_rewriting.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Whatever has an instance_id, so that no table is forgotten, except what is to stay: tombstones, and what was found to be wrong;
// and what was archived to tables.
std::vector<std::string> tables_of_instances() {
    static Statement select{
        R"(SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'instance_id' AND NOT a.attisdropped
        WHERE n.nspname = 'wf' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('purged', 'verify_problem')
        UNION
        SELECT format('%I.%I', schema_name, table_name) FROM wf.log_archive
        WHERE log = 'log' AND detached_at IS NOT NULL AND attached_at IS NULL AND left_for <> 'drop' AND file IS NULL
        ORDER BY 1)",
        {}};
    const Rows rows = select.run({}, Access::ReadWrite);
    std::vector<std::string> tables;
    for (std::size_t row = 0; row < rows.size(); ++row) tables.push_back(rows.text(row, 1));
    return tables;
}

void must_have_tombstones(std::int64_t tenant, const std::vector<std::int64_t>& instances) {
    static Statement select{
        R"(SELECT min(i.instance_id)
        FROM wf.instance i
        WHERE i.tenant_id = $1 AND i.instance_id = ANY ($2) AND NOT EXISTS (SELECT FROM wf.purged p
            WHERE p.tenant_id = i.tenant_id AND p.instance_id = i.instance_id AND p.log_hash IS NOT DISTINCT FROM i.log_hash))",
        {INT8OID, INT8ARRAYOID}};
    const Rows rows = select.run({int8(tenant), int8_array(instances)}, Access::ReadWrite);
    if (!rows.is_null(0, 1))
        throw Error::make(Code::LogIsAppendOnly, "the log is append-only",
                          "Nothing says of instance " + std::to_string(rows.int8(0, 1)) + " that it is purged.",
                          "Call wf.purge().");
}

void remove_instances(std::int64_t tenant, const std::vector<std::int64_t>& instances) {
    must_have_tombstones(tenant, instances);
    const std::vector<std::string> tables = tables_of_instances();
    const LogRewriting rewriting{tenant, instances};
    for (const std::string& table : tables) {
        // A join: some have no index by instance, and are read once.
        Statement remove{"DELETE FROM " + table + " t USING unnest($2) AS i (id) WHERE t.tenant_id = $1 AND t.instance_id = i.id",
                         {INT8OID, INT8ARRAYOID}};
        remove.run({int8(tenant), int8_array(instances)}, Access::ReadWrite);
    }
    static Statement notices{
        R"(DELETE FROM wf.outbox
        WHERE tenant_id = $1 AND payload -> 'instance_id' IN (SELECT to_jsonb(i) FROM unnest($2) AS i))",
        {INT8OID, INT8ARRAYOID}};
    notices.run({int8(tenant), int8_array(instances)}, Access::ReadWrite);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__remove_instances);
Datum wf__remove_instances(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::vector<std::int64_t> instances = args.int8_array("instances").value_or(std::vector<std::int64_t>{});
        args.end();
        as_engine([&](EngineRights&) { remove_instances(tenant, instances); });
        return Datum{0};
    });
}
}
