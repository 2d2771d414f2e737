#include "pg/store/involved.hpp"

#include "pg/store/log.hpp"
#include "pg/server/engine_rights.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void insert(std::int64_t tenant, std::int64_t instance, Param candidates, std::string_view person,
            std::string_view actor) {
    static Statement statement{
        R"(INSERT INTO wf.involved (tenant_id, instance_id, who)
        SELECT DISTINCT $1, $2, CASE WHEN c.who LIKE 'person:%' THEN substr(c.who, 8) ELSE c.who END
        FROM unnest($3 || $4) AS c (who)
        WHERE c.who <> ALL (ARRAY['everyone', $5, 'person:' || $5])
        ON CONFLICT DO NOTHING)",
        {INT8OID, INT8OID, TEXTARRAYOID, TEXTOID, TEXTOID}};
    statement.run({int8(tenant), int8(instance), candidates, text_or_null(person), text(actor)},
                  Access::ReadWrite);
}

}  // namespace

void note_involved(const EngineRights&, std::int64_t tenant, std::int64_t instance, const Rows& tasks,
                   std::string_view actor) {
    for (std::size_t row = 0; row < tasks.size(); ++row) {
        Param candidates;
        candidates.value = tasks.datum(row, 2, candidates.is_null);
        const std::string assignee = tasks.text(row, 1);
        // Their own task, which they ended: the usual case.
        if (!candidates.is_null || assignee != actor) insert(tenant, instance, candidates, assignee, actor);
    }
}

void note_holder(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const Seat& seat,
                 std::string_view actor) {
    // While it has candidates they can still claim it.
    static Statement select{
        R"(SELECT assignee, CASE WHEN $4 THEN candidates END
        FROM wf.task
        WHERE tenant_id = $1 AND task_id = $2 AND assignee IS DISTINCT FROM $3)",
        {INT8OID, INT8OID, TEXTOID, BOOLOID}};
    note_involved(rights, tenant, instance,
                  select.run({int8(tenant), int8(task_id(instance, seat.id)), text_or_null(seat.holder),
                              boolean(seat.candidates.empty())},
                             Access::ReadWrite),
                  actor);
}

void note_principal(const EngineRights&, std::int64_t tenant, std::int64_t instance, const Seat& seat) {
    if (const PersonId principal = seat.on_behalf_of(); !principal.empty())
        insert(tenant, instance, null(), principal, seat.holder);
}

}  // namespace wf::pg
