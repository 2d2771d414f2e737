#include "pg/tracking/state_log.hpp"

#include "pg/rows/keyed_table.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/store/log_partitions.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

KeyedTable& state_log_rows() {
    static KeyedTable table{"state_log", 4,
                            {{"tracked_id", INT8OID},
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
                             {"row_count", INT8OID}}};
    return table;
}

// Taken while the row is locked: of two changes of a row the later one has the greater number.
std::int64_t next_seq() {
    static EngineTable sequence{"state_log_seq"};
    return call([] { return nextval_internal(sequence.id(), false); });
}

Param text_of(const std::optional<std::string>& value) { return value ? text(*value) : null(); }

}  // namespace

void write_entries(const EngineRights& rights, const std::vector<StateEntry>& entries, const Param& context) {
    if (entries.empty()) return;
    const Instant at = GetCurrentTimestamp();
    ensure_partition(rights, at, "state_log");
    const Param time_now = time(at);
    std::vector<Param> rows;
    rows.reserve(entries.size() * 14);
    for (const StateEntry& entry : entries)
        rows.insert(rows.end(), {int8(entry.tracked), text(entry.key), int8(next_seq()), time_now, text(entry.action), text_of(entry.source),
                                 text_of(entry.target), text_or_null(entry.former_key), text_of(entry.actor), text_of(entry.reason),
                                 text_or_null(entry.transition), context, entry.kept, entry.row_count ? int8(*entry.row_count) : null()});
    state_log_rows().insert(rows);
}

}  // namespace wf::pg
