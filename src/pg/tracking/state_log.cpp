#include "pg/tracking/state_log.hpp"

#include "pg/rows/keyed_table.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/store/log_partitions.hpp"

#include <cstddef>
#include <initializer_list>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const std::initializer_list<Column> columns = {{"tracked_id", INT8OID},
                                               {"key", TEXTOID},
                                               {"seq", INT8OID},
                                               {"at", TIMESTAMPTZOID},
                                               {"action", TEXTOID},
                                               {"source", TEXTOID},
                                               {"target", TEXTOID},
                                               {"former_key", TEXTOID},
                                               {"actor", TEXTOID},
                                               {"reason", TEXTOID},
                                               {"transition", TEXTOID},
                                               {"context", JSONBOID},
                                               {"kept", JSONBOID},
                                               {"row_count", INT8OID}};
constexpr std::size_t key_size = 4;

KeyedTable& state_log_rows() {
    static KeyedTable table{"state_log", key_size, columns};
    return table;
}

// Queues have no key: nothing is looked for.
KeyedTable& queue_rows(EntriesGo way, std::size_t place) {
    static KeyedTable logged[] = {{"state_queue_1", key_size, columns}, {"state_queue_2", key_size, columns}};
    static KeyedTable unlogged[] = {{"state_queue_unlogged_1", key_size, columns}, {"state_queue_unlogged_2", key_size, columns}};
    return (way == EntriesGo::ToQueue ? logged : unlogged)[place];
}

KeyedTable& table_for(const EngineRights& rights, EntriesGo way, Instant at) {
    if (way != EntriesGo::ToLog) return queue_rows(way, lock_filled_queue(rights, way));
    ensure_partition(rights, at, "state_log");
    return state_log_rows();
}

// Taken while the row is locked: of two changes of a row the later one has the greater number.
std::int64_t next_seq() {
    static EngineTable sequence{"state_log_seq"};
    return call([] { return nextval_internal(sequence.id(), false); });
}

Param text_of(const std::optional<std::string>& value) { return value ? text(*value) : null(); }

}  // namespace

void write_entries(const EngineRights& rights, const std::vector<StateEntry>& entries, const Param& context, EntriesGo way) {
    if (entries.empty()) return;
    const Instant at = GetCurrentTimestamp();
    KeyedTable& table = table_for(rights, way, at);
    const Param time_now = time(at);
    std::vector<Param> rows;
    rows.reserve(entries.size() * columns.size());
    for (const StateEntry& entry : entries)
        rows.insert(rows.end(), {int8(entry.tracked), text(entry.key), int8(next_seq()), time_now, text(entry.action), text_of(entry.source),
                                 text_of(entry.target), text_or_null(entry.former_key), text_of(entry.actor), text_of(entry.reason),
                                 text_or_null(entry.transition), context, entry.kept, entry.row_count ? int8(*entry.row_count) : null()});
    table.insert(rows);
}

}  // namespace wf::pg
