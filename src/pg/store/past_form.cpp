#include "pg/store/past_form.hpp"

#include "core/log/event_search.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/log.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::optional<std::string> form_after(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                                      std::int64_t seq, Instant at) {
    static Statement select{
        R"(SELECT events, seq
        FROM wf.log
        WHERE tenant_id = $1
            AND instance_id = $2
            AND at >= $3
            AND at <= $4
            AND seq <= $5
            AND wf._changes_form(events)
        ORDER BY seq DESC
        LIMIT 1)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID}};
    const Rows rows =
        select.run({int8(tenant), int8(row.instance), time(row.state.started_at), time(std::min(at, row.state.last_at)), int8(seq)},
                   Access::ReadOnly);
    if (at >= row.state.started_at)
        check_complete(rights, tenant, row, rows.empty() ? 1 : rows.int8(0, 2), {.at = at, .seq = seq});
    if (rows.empty()) return {};
    const std::vector<Event> events = events_of(rows.text(0, 1), row.instance, rows.int8(0, 2));
    return form_left_by(events)->text;
}

}  // namespace wf::pg
