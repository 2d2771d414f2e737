#include "pg/store/past_form.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::optional<std::string> form_after(const EngineRights&, std::int64_t tenant, const InstanceRow& row,
                                      std::int64_t seq, Instant at) {
    static Statement select{
        R"(SELECT wf._form_of(events)::text
        FROM wf.log
        WHERE tenant_id = $1
            AND instance_id = $2
            AND at >= $3
            AND at <= $4
            AND seq <= $5
            AND events @?
                '$[*] ? (@.type == "InstanceStarted" || @.type == "DataChanged" || @.type == "StateRestored")'
        ORDER BY seq DESC
        LIMIT 1)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID}};
    const Rows rows =
        select.run({int8(tenant), int8(row.instance), time(row.state.started_at), time(at), int8(seq)},
                   Access::ReadOnly);
    if (rows.empty()) return {};
    return rows.text(0, 1);
}

}  // namespace wf::pg
