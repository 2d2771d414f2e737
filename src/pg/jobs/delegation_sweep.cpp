#include "pg/jobs/delegation_sweep.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/command/work.hpp"
#include "pg/command/moved_seats.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Delegation {
    std::int64_t tenant;
    std::int64_t id;
    PersonId person;
    PersonId agent;
    std::string definition;  // empty: all
    Instant from;
};

// Locked, so that a second run takes another one.
std::optional<Delegation> next_to_sweep(Instant at, std::optional<std::int64_t> tenant,
                                        Instant last_from, std::int64_t last_id) {
    static Statement select{
        R"(SELECT tenant_id, delegation_id, person_id, agent_id, definition_key, valid_from
        FROM wf.delegation
        WHERE swept_at IS NULL
            AND valid_from <= $1
            AND ($2 IS NULL OR tenant_id = $2)
            AND (valid_until IS NULL OR valid_until > $1)
            AND (valid_from, delegation_id) > ($3, $4)
        ORDER BY valid_from, delegation_id
        LIMIT 1
        FOR UPDATE SKIP LOCKED)",
        {TIMESTAMPTZOID, INT8OID, TIMESTAMPTZOID, INT8OID}};
    const Rows rows = select.run({time(at), tenant ? int8(*tenant) : null(), time(last_from), int8(last_id)},
                                 Access::ReadWrite);
    if (rows.empty()) return {};
    return Delegation{.tenant = rows.int8(0, 1),
                      .id = rows.int8(0, 2),
                      .person = rows.text(0, 3),
                      .agent = rows.text(0, 4),
                      .definition = rows.text(0, 5),
                      .from = rows.time(0, 6)};
}

std::vector<std::int64_t> instances_of(const Delegation& delegation) {
    static Statement select{
        R"(SELECT DISTINCT t.instance_id
        FROM wf.task t
            JOIN wf.instance i USING (tenant_id, instance_id)
            JOIN wf.definition d USING (tenant_id, definition_id)
        WHERE t.tenant_id = $1 AND t.assignee = $2 AND ($3 IS NULL OR d.key = $3)
        ORDER BY t.instance_id)",
        {INT8OID, TEXTOID, TEXTOID}};
    const Rows rows =
        select.run({int8(delegation.tenant), text(delegation.person), text_or_null(delegation.definition)},
                   Access::ReadWrite);
    std::vector<std::int64_t> instances;
    for (std::size_t row = 0; row < rows.size(); ++row) instances.push_back(rows.int8(row, 1));
    return instances;
}

// Also of what ended before anybody came by, so that nobody looks at it again.
void mark_ended(Instant at, std::optional<std::int64_t> tenant) {
    static Statement update{
        R"(UPDATE wf.delegation
        SET swept_at = $1
        WHERE (tenant_id, delegation_id) IN (SELECT tenant_id, delegation_id FROM wf.delegation
            WHERE swept_at IS NULL AND valid_from <= $1 AND valid_until <= $1
            AND ($2 IS NULL OR tenant_id = $2) FOR UPDATE SKIP LOCKED))",
        {TIMESTAMPTZOID, INT8OID}};
    update.run({time(at), tenant ? int8(*tenant) : null()}, Access::ReadWrite);
}

void mark_swept(const Delegation& delegation, Instant at) {
    static Statement update{
        "UPDATE wf.delegation SET swept_at = $3 WHERE tenant_id = $1 AND delegation_id = $2",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    update.run({int8(delegation.tenant), int8(delegation.id), time(at)}, Access::ReadWrite);
}

// True: done with all its instances.
bool sweep(const Delegation& delegation, const std::vector<std::int64_t>& instances, Instant at) {
    const std::string reason = "\"" + delegation.person + "\" has delegated to \"" + delegation.agent + "\"";
    bool all = true;
    for (const std::int64_t instance : instances) {
        const SeatsOf seats{.tenant = delegation.tenant,
                            .instance = instance,
                            .at = at,
                            .locked = Locked::PassOver,
                            .calls_as = CallsAs::Caller};
        all = move_seats(seats, ApplyDelegation{.person = delegation.person}, reason) && all;
    }
    return all;
}

}  // namespace

std::int32_t DelegationSweep::run(Instant at, std::int32_t limit) {
    as_engine([&](EngineRights&) { mark_ended(at, tenant_); });
    std::int32_t done = 0;
    while (done < limit) {
        check_interrupts();
        std::optional<Delegation> next;
        std::vector<std::int64_t> instances;
        as_engine([&](EngineRights&) {
            next = next_to_sweep(at, tenant_, last_from_, last_id_);
            if (next) instances = instances_of(*next);
        });
        is_over_ = !next;
        if (is_over_) break;
        last_from_ = next->from;
        last_id_ = next->id;
        holds_locks_ = holds_locks_ || !instances.empty();
        if (!sweep(*next, instances, at)) continue;
        as_engine([&](EngineRights&) { mark_swept(*next, at); });
        ++done;
    }
    return done;
}

}  // namespace wf::pg
