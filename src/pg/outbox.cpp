#include "pg/outbox.hpp"

#include "pg/spi.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {

void post_reminders(std::int64_t tenant, const InstanceRow& row, const Entry& entry,
                    const PeopleReminded& reminded) {
    static Statement insert{
        "INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at) "
        "SELECT $1, r.recipient, 'remind', "
        "jsonb_build_object('instance_id', $2, 'title', $3, 'node', $4, 'round', $5), "
        "concat_ws('/', 'remind', $2, $6, $7, r.recipient), $8 "
        "FROM unnest($9) AS r (recipient) ON CONFLICT DO NOTHING",
        {INT8OID, INT8OID, TEXTOID, TEXTOID, INT4OID, INT8OID, INT4OID, TIMESTAMPTZOID, TEXTARRAYOID}};
    const Token* const token = row.state.find_token(reminded.token);
    if (!token || reminded.people.empty()) return;
    insert.run({int8(tenant), int8(row.instance), text(row.title), text(token->node), int4(token->round),
                int8(entry.seq), int4(static_cast<std::int32_t>(reminded.token.value)), time(entry.at),
                text_array(reminded.people)},
               Access::ReadWrite);
}

}  // namespace wf::pg
