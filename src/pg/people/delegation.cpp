#include "pg/people/delegation.hpp"

#include "pg/rows/seldom_filled.hpp"
#include "pg/server/engine_rights.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Most systems have none most of the time, and every new seat asks.
bool is_anything_delegated() {
    static SeldomFilled delegations{"delegation"};
    return call([] { return delegations.may_have_rows(); });
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
    if (!is_anything_delegated()) return {};
    const Rows rows = query.run({int8(tenant), text(person), text(definition), time(at)}, access);
    return rows.empty() ? PersonId{} : rows.text(0, 1);
}

}  // namespace wf::pg
