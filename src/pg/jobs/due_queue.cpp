#include "pg/jobs/due_queue.hpp"

#include "pg/server/spi.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What failed is due at its next try, and is out of the way until then: so are the indexes made.
std::string statement_of(JobKind kind) {
    const std::string which = kind == JobKind::Timer ? "kind IN ('timer', 'start')" : "kind = 'command'";
    return "SELECT tenant_id, job_id, instance_id, actor, greatest(due_at, retry_at) FROM wf.job WHERE " + which +
           R"( AND greatest(due_at, retry_at) <= $1
            AND (greatest(due_at, retry_at), job_id) > ($2, $3)
            AND ($4 IS NULL OR tenant_id = $4)
            AND (actor IS NULL OR actor <> ALL ($5))
        ORDER BY greatest(due_at, retry_at), job_id
        LIMIT 1)";
}

struct Statements {
    explicit Statements(JobKind kind)
        : next{statement_of(kind) + " FOR UPDATE SKIP LOCKED", types}, look{statement_of(kind), types} {}

    static constexpr std::initializer_list<Oid> types{TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID, INT8OID, TEXTARRAYOID};
    Statement next;
    Statement look;
};

Statements& statements(JobKind kind) {
    static Statements timers{JobKind::Timer};
    static Statements commands{JobKind::Command};
    return kind == JobKind::Timer ? timers : commands;
}

}  // namespace

std::optional<DueQueue::Found> DueQueue::ask(Statement& statement, Instant at,
                                             const std::vector<std::string>& passed_people) const {
    const Rows rows = statement.run({time(at), time(last_at_), int8(last_id_), tenant_ ? int8(*tenant_) : null(),
                                     text_array(passed_people)},
                                    Access::ReadWrite);
    if (rows.empty()) return {};
    return Found{.job = {.tenant = rows.int8(0, 1),
                         .id = rows.int8(0, 2),
                         .instance = rows.int8(0, 3),
                         .kind = kind_,
                         .actor = rows.text(0, 4)},
                 .at = rows.time(0, 5)};
}

std::optional<DueJob> DueQueue::next(const EngineRights&, Instant at, const std::vector<std::string>& passed_people) {
    std::optional<Found> found = ask(statements(kind_).next, at, passed_people);
    if (!found) return {};
    last_at_ = found->at;
    last_id_ = found->job.id;
    return std::move(found->job);
}

std::optional<DueJob> DueQueue::look(const EngineRights&, Instant at,
                                     const std::vector<std::string>& passed_people) const {
    std::optional<Found> found = ask(statements(kind_).look, at, passed_people);
    if (!found) return {};
    return std::move(found->job);
}

void DueQueue::go_back_to(Instant due_at) {
    if (due_at > last_at_) return;
    last_at_ = due_at;
    last_id_ = std::numeric_limits<std::int64_t>::min();
}

std::optional<Instant> next_due(const EngineRights&) {
    static Statement select{
        R"(SELECT min(next_at) FROM (
            (SELECT greatest(due_at, retry_at) AS next_at FROM wf.job WHERE kind IN ('timer', 'start')
             ORDER BY greatest(due_at, retry_at), job_id LIMIT 1)
            UNION ALL
            (SELECT greatest(due_at, retry_at) FROM wf.job WHERE kind = 'command'
             ORDER BY greatest(due_at, retry_at), job_id LIMIT 1)
            UNION ALL
            SELECT min(valid_from) FROM wf.delegation WHERE swept_at IS NULL) AS next)",
        {}};
    const Rows rows = select.run({}, Access::ReadWrite);
    if (rows.is_null(0, 1)) return {};
    return rows.time(0, 1);
}

}  // namespace wf::pg
