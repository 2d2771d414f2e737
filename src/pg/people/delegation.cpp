#include "pg/people/delegation.hpp"

#include "pg/server/engine_rights.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Most systems have none most of the time, and every new seat asks: a table without a page needs no query.
bool is_empty_table() {
    return call([] {
        const Oid schema = get_namespace_oid("wf", false);
        const Oid oid = get_relname_relid("delegation", schema);
        const Relation table = table_open(oid, AccessShareLock);
        const BlockNumber pages = RelationGetNumberOfBlocks(table);
        table_close(table, NoLock);
        return pages == 0;
    });
}

}  // namespace

PersonId find_agent(const EngineRights&, std::int64_t tenant, std::string_view person,
                    std::string_view definition, Instant at, Access access) {
    static Statement query{
        R"(SELECT agent_id
        FROM wf.delegation
        WHERE tenant_id = $1
            AND person_id = $2
            AND valid_from <= $4
            AND (valid_until IS NULL OR valid_until > $4)
            AND (definition_key IS NULL OR definition_key = $3)
        ORDER BY definition_key IS NULL, valid_from DESC, delegation_id DESC
        LIMIT 1)",
        {INT8OID, TEXTOID, TEXTOID, TIMESTAMPTZOID}};
    if (is_empty_table()) return {};
    const Rows rows = query.run({int8(tenant), text(person), text(definition), time(at)}, access);
    return rows.empty() ? PersonId{} : rows.text(0, 1);
}

}  // namespace wf::pg
