#include "pg/store/log.hpp"

#include "core/log/checkpoint.hpp"
#include "core/stored/event_bytes.hpp"
#include "core/model/command.hpp"
#include "core/model/names.hpp"
#include "pg/server/client_context.hpp"
#include "pg/store/changed_instances.hpp"
#include "pg/store/signed_entries.hpp"
#include "pg/store/stored_events.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/chain.hpp"
#include "pg/store/log_partitions.hpp"
#include "pg/store/log_rows.hpp"
#include "pg/store/tables.hpp"

#include <algorithm>
#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Status status_of(const std::string& name) {
    return by_name<Status>(status_names, name).value_or(Status::Failed);
}

[[noreturn]] void not_complete(std::int64_t instance, std::int64_t seq) {
    throw Error::make(Code::BadLog, "the log of instance " + std::to_string(instance) + " is not complete",
                      "Entry " + std::to_string(seq) + " is missing.",
                      "The view wf.partitions shows which partitions have left the log; wf.attach_archive() brings them back.");
}

// The newest up to `end`. Only an instance that has one is looked through; from there, if that is not too late.
std::optional<LogEnd> newest_checkpoint(std::int64_t tenant, const InstanceRow& row, const LogEnd& end) {
    static Statement select{
        R"(SELECT l.at, l.seq FROM wf.log l
        WHERE l.tenant_id = $1 AND l.instance_id = $2 AND l.at <= $4 AND l.seq <= $5 AND l.action = $6
            AND l.at >= (SELECT CASE WHEN i.checkpoint_at <= $4 THEN i.checkpoint_at ELSE $3 END
                         FROM wf.instance i WHERE i.tenant_id = $1 AND i.instance_id = $2 AND i.checkpoint_at IS NOT NULL)
        ORDER BY l.seq DESC LIMIT 1)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), int8(row.instance), time(row.state.started_at),
                                  time(std::min(end.at, row.state.last_at)), int8(end.seq), text(Checkpoint::action)},
                                 Access::ReadOnly);
    if (rows.empty()) return {};
    return LogEnd{.at = rows.time(0, 1), .seq = rows.int8(0, 2)};
}

// The entry was not looked for because it is of another time; of the last one the row knows it.
bool is_later(std::int64_t tenant, const InstanceRow& row, std::int64_t seq, Instant than, Access access) {
    static Statement select{
        "SELECT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND seq = $3 AND at > $4)",
        {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID}};
    if (than >= row.state.last_at) return false;
    return seq == row.state.version ||
           select.run({int8(tenant), int8(row.instance), int8(seq), time(than)}, access).boolean(0, 1);
}

// `next` is the first entry that was not found.
void check_end(std::int64_t tenant, const InstanceRow& row, std::int64_t next, const LogEnd& end, Access access) {
    if (end.at >= row.state.started_at && next <= std::min(row.state.version, end.seq) && !is_later(tenant, row, next, end.at, access))
        not_complete(row.instance, next);
}

void check_gapless(std::int64_t tenant, const InstanceRow& row, const std::vector<Entry>& entries, std::int64_t first,
                   const LogEnd& end, Access access) {
    std::int64_t expected = first;
    for (const Entry& entry : entries)
        if (entry.seq != expected++) not_complete(row.instance, expected - 1);
    check_end(tenant, row, expected, end, access);
}

// So that years of later partitions are not looked into.
std::vector<Entry> entries_until(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, Instant from,
                                 const LogEnd& end, Access access) {
    std::vector<Entry> entries =
        read_present_entries(rights, tenant, row.instance, from, std::min(end.at, row.state.last_at), access);
    std::erase_if(entries, [&](const Entry& entry) { return entry.seq > end.seq; });
    return entries;
}

}  // namespace

std::string append(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                   const std::vector<Entry>& entries, const std::optional<RowSignature>& signature, std::string hash) {
    note_changed(instance);
    const Param context = client_context();
    const Param columns = signature && !signature->columns.empty()
                              ? int8(id_of_columns(rights, tenant, signature->columns))
                              : null();
    for (const Entry& entry : entries) {
        const bool is_signed = signature && &entry == &entries.front();
        ensure_partition(rights, entry.at);
        std::array<Param, log_column::hash> row{
            int8(tenant), int8(instance), int8(entry.seq), time(entry.at), text(entry.action), text(entry.actor),
             text_or_null(entry.on_behalf_of), entry.task.value ? int8(task_id(instance, entry.task)) : null(),
             text_or_null(entry.node), text_or_null(entry.comment), text(name_of(entry.source)),
             text(name_of(entry.target)), context, bytes(events_to_bytes(entry.events)),
             entry.cause ? int8(entry.cause) : null(), is_signed ? bytes(signature->hash) : null(),
             is_signed ? columns : null(),
             is_signed && !signature->image.empty() ? jsonb(signature->image) : null(),
            entry.as_of ? time(entry.as_of) : null()};
        hash = chain_hash(hash, row);
        row.back() = bytes(hash);
        log_rows().insert(row);
    }
    return hash;
}

std::vector<Entry> read_entries(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, Instant until,
                                Access access) {
    std::vector<Entry> entries =
        from_checkpoint(entries_until(rights, tenant, row, row.state.started_at, {.at = until}, access));
    check_gapless(tenant, row, entries, 1, {.at = until}, access);
    return entries;
}

LogEnd end_of_entry(std::int64_t tenant, const InstanceRow& row, std::int64_t seq) {
    static Statement select{"SELECT at FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND seq = $3 AND at BETWEEN $4 AND $5",
                            {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
    const Rows rows = select.run({int8(tenant), int8(row.instance), int8(seq), time(row.state.started_at), time(row.state.last_at)},
                                 Access::ReadOnly);
    if (rows.empty()) not_complete(row.instance, seq);
    return {.at = rows.time(0, 1), .seq = seq};
}

std::vector<Entry> read_from_checkpoint(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                                        const LogEnd& known, const LogEnd& end) {
    std::vector<Entry> entries;
    if (const std::optional<LogEnd> checkpoint = newest_checkpoint(tenant, row, known)) {
        entries = entries_until(rights, tenant, row, checkpoint->at, end, Access::ReadOnly);
        std::erase_if(entries, [&](const Entry& entry) { return entry.seq < checkpoint->seq; });
    }
    if (entries.empty() || !is_checkpoint(entries.front()))
        entries = entries_until(rights, tenant, row, row.state.started_at, end, Access::ReadOnly);
    const bool begins_there = !entries.empty() && is_checkpoint(entries.front());
    check_gapless(tenant, row, entries, begins_there ? entries.front().seq : 1, end, Access::ReadOnly);
    return entries;
}

void check_complete(const EngineRights&, std::int64_t tenant, const InstanceRow& row, std::int64_t from, const LogEnd& end) {
    static Statement count{
        R"(SELECT count(*), coalesce(max(seq), $5 - 1) FROM wf.log
        WHERE tenant_id = $1 AND instance_id = $2 AND at BETWEEN $3 AND $4 AND seq BETWEEN $5 AND $6)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID, INT8OID}};
    static Statement missing{
        R"(SELECT min(n) FROM generate_series($5, $6) AS n
        WHERE NOT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at BETWEEN $3 AND $4 AND seq = n))",
        {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID, INT8OID}};
    const Param until = time(std::min(end.at, row.state.last_at));
    const Rows found = count.run({int8(tenant), int8(row.instance), time(row.state.started_at), until, int8(from), int8(end.seq)},
                                 Access::ReadOnly);
    const std::int64_t last = found.int8(0, 2);
    if (found.int8(0, 1) <= last - from)
        not_complete(row.instance, missing.run({int8(tenant), int8(row.instance), time(row.state.started_at), until, int8(from),
                                                int8(last)}, Access::ReadOnly).int8(0, 1));
    check_end(tenant, row, last + 1, end, Access::ReadOnly);
}

std::vector<Entry> read_present_entries(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                                        Instant started_at, Instant until, Access access) {
    namespace column = log_column;
    const Rows rows = entries_between(rights, tenant, instance, started_at, until, access);
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        entries.push_back(Entry{.seq = rows.int8(row, column::seq),
                                .at = rows.time(row, column::at),
                                .action = rows.text(row, column::action),
                                .actor = rows.text(row, column::actor),
                                .on_behalf_of = rows.text(row, column::on_behalf_of),
                                .task = seat_of_task(rows.int8(row, column::task_id)),
                                .node = rows.text(row, column::node),
                                .comment = rows.text(row, column::comment),
                                .source = status_of(rows.text(row, column::source)),
                                .target = status_of(rows.text(row, column::target)),
                                .cause = rows.int8(row, column::cause),
                                .events = events_of(rows.text(row, column::events), instance, rows.int8(row, column::seq))});
    }
    // Month after month: whoever has changed the log may have put a later one before.
    std::ranges::stable_sort(entries, {}, &Entry::seq);
    return entries;
}

}  // namespace wf::pg
