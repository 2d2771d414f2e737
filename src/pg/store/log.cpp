#include "pg/store/log.hpp"

#include "core/stored/event_json.hpp"
#include "core/model/names.hpp"
#include "pg/server/client_context.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/store/event_jsonb.hpp"
#include "pg/store/signed_entries.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A month for which the partition is known to exist, and the first moment after it; none: 0.
Instant known_from = 0;
Instant known_until = 0;

void forget_partitions(XactEvent event, void*) {
    if (event == XACT_EVENT_ABORT) known_until = known_from = 0;
}

void forget_partitions_in_subtransaction(SubXactEvent event, SubTransactionId, SubTransactionId, void*) {
    if (event == SUBXACT_EVENT_ABORT_SUB) known_until = known_from = 0;
}

// The month of `at` has a partition after this; so no insert fails at midnight of the first, with or without
// a scheduler. Looked at once for each session and month. Whoever is the first of a month also makes the
// months ahead, so that normally nobody ever waits for a partition.
void ensure_partition(Instant at) {
    if (at >= known_from && at < known_until) return;
    // In UTC throughout: in another zone a month has other bounds, and an hour more or less.
    static Statement month{
        "SELECT m.first_at AT TIME ZONE 'UTC', (m.first_at + interval '1 month') AT TIME ZONE 'UTC', "
        "       to_regclass('wf.log_' || to_char(m.first_at, 'YYYY_MM')) IS NOT NULL, "
        "       to_regclass('wf.log_' || to_char(m.first_at + interval '1 month', 'YYYY_MM')) IS NOT NULL "
        "FROM (SELECT date_trunc('month', $1 AT TIME ZONE 'UTC') AS first_at) m",
        {TIMESTAMPTZOID}};
    static Statement create{"SELECT wf.ensure_partitions($1, 4)", {TIMESTAMPTZOID}};
    const Rows rows = month.run({time(at)}, Access::ReadWrite);
    const Instant first_at = rows.time(0, 1);
    const Instant end_at = rows.time(0, 2);
    const bool is_there = rows.boolean(0, 3);
    const bool is_ahead = rows.boolean(0, 4);
    if (!is_there || (!is_ahead && try_engine_lock("ensure_partitions", 0)))
        create.run({time(at)}, Access::ReadWrite);
    known_from = first_at;
    known_until = end_at;
}

Status status_of(const std::string& name) {
    return by_name<Status>(status_names, name).value_or(Status::Failed);
}

}  // namespace

void forget_partitions_on_abort() {
    RegisterXactCallback(forget_partitions, nullptr);
    RegisterSubXactCallback(forget_partitions_in_subtransaction, nullptr);
}

void append(std::int64_t tenant, std::int64_t instance, const std::vector<Entry>& entries,
            const std::optional<RowSignature>& signature) {
    static Statement insert{
        "INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, on_behalf_of, task_id, node, "
        "comment, "
        "source, target, context, events, cause, row_hash, row_columns, row_image) VALUES ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, "
        "$11, $12, "
        "$13, $14, $15, $16, $17, $18)",
        {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID, INT8OID, TEXTOID, TEXTOID,
         TEXTOID, TEXTOID, JSONBOID, JSONBOID, INT8OID, BYTEAOID, INT8OID, JSONBOID}};
    const Param context = client_context();
    const Param columns =
        signature && !signature->columns.empty() ? int8(id_of_columns(tenant, signature->columns)) : null();
    for (const Entry& entry : entries) {
        const bool is_signed = signature && &entry == &entries.front();
        ensure_partition(entry.at);
        insert.run({int8(tenant), int8(instance), int8(entry.seq), time(entry.at), text(entry.action),
                    text(entry.actor), text_or_null(entry.on_behalf_of),
                    entry.task.value ? int8(task_id(instance, entry.task)) : null(), text_or_null(entry.node),
                    text_or_null(entry.comment), text(name_of(entry.source)), text(name_of(entry.target)),
                    context, events_jsonb(entry.events), entry.cause ? int8(entry.cause) : null(),
                    is_signed ? bytes(signature->hash) : null(), is_signed ? columns : null(),
                    is_signed && !signature->image.empty() ? jsonb(signature->image) : null()},
                   Access::ReadWrite);
    }
}

std::vector<Entry> read_entries(std::int64_t tenant, std::int64_t instance, Instant started_at, Instant until,
                                Access access) {
    std::vector<Entry> entries = read_present_entries(tenant, instance, started_at, until, access);
    std::int64_t expected = 1;
    for (const Entry& entry : entries) {
        if (entry.seq != expected)
            throw Error::make(Code::BadLog,
                              "the log of instance " + std::to_string(instance) + " is not complete",
                              "Entry " + std::to_string(expected) + " is missing.",
                              "Attach the partitions of wf.log that were detached.");
        ++expected;
    }
    return entries;
}

std::vector<Entry> read_present_entries(std::int64_t tenant, std::int64_t instance, Instant started_at,
                                        Instant until, Access access) {
    static Statement select{
        "SELECT seq, at, action, actor, on_behalf_of, task_id, node, comment, source, target, events::text, "
        "cause "
        "FROM wf.log "
        "WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 AND at <= $4 ORDER BY seq",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
    const Rows rows = select.run({int8(tenant), int8(instance), time(started_at), time(until)}, access);
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        std::string problem;
        std::optional<std::vector<Event>> events = events_from_json(rows.text(row, 11), problem);
        if (!events)
            throw Error::make(Code::BadLog,
                              "log entry " + std::to_string(rows.int8(row, 1)) + " of instance " +
                                  std::to_string(instance) + " can't be read",
                              problem + ".");
        entries.push_back(Entry{.seq = rows.int8(row, 1),
                                .at = rows.time(row, 2),
                                .action = rows.text(row, 3),
                                .actor = rows.text(row, 4),
                                .on_behalf_of = rows.text(row, 5),
                                .task = seat_of_task(rows.int8(row, 6)),
                                .node = rows.text(row, 7),
                                .comment = rows.text(row, 8),
                                .source = status_of(rows.text(row, 9)),
                                .target = status_of(rows.text(row, 10)),
                                .cause = rows.int8(row, 12),
                                .events = std::move(*events)});
    }
    return entries;
}

}  // namespace wf::pg
