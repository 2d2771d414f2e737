#include "pg/store/log.hpp"

#include "core/log/checkpoint.hpp"
#include "core/stored/event_bytes.hpp"
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

// The entry was not looked for because it is of another time; of the last one the row knows it.
bool is_later(std::int64_t tenant, const InstanceRow& row, std::int64_t seq, Instant than, Access access) {
    static Statement select{
        "SELECT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND seq = $3 AND at > $4)",
        {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID}};
    if (than >= row.state.last_at) return false;
    return seq == row.state.version ||
           select.run({int8(tenant), int8(row.instance), int8(seq), time(than)}, access).boolean(0, 1);
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
    std::vector<Entry> entries = from_checkpoint(
        // So that years of later partitions are not looked into.
        read_present_entries(rights, tenant, row.instance, row.state.started_at, std::min(until, row.state.last_at), access));
    std::int64_t expected = 1;
    for (const Entry& entry : entries) {
        if (entry.seq != expected) not_complete(row.instance, expected);
        ++expected;
    }
    if (until >= row.state.started_at && expected <= row.state.version && !is_later(tenant, row, expected, until, access))
        not_complete(row.instance, expected);
    return entries;
}

void check_complete(const EngineRights&, std::int64_t tenant, const InstanceRow& row, std::int64_t from) {
    static Statement count{
        "SELECT count(*) FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at BETWEEN $3 AND $6 AND seq BETWEEN $4 AND $5",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, TIMESTAMPTZOID}};
    static Statement missing{
        R"(SELECT min(n) FROM generate_series($4, $5) AS n
        WHERE NOT EXISTS (SELECT FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at BETWEEN $3 AND $6 AND seq = n))",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, TIMESTAMPTZOID}};
    const auto key = {int8(tenant), int8(row.instance), time(row.state.started_at), int8(from), int8(row.state.version),
                      time(row.state.last_at)};
    if (count.run(key, Access::ReadOnly).int8(0, 1) <= row.state.version - from)
        not_complete(row.instance, missing.run(key, Access::ReadOnly).int8(0, 1));
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
