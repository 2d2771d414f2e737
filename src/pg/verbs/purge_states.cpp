// What wf.purge_states (sql/api/purge_states.sql) cannot do in SQL: the log lets nobody else remove its entries.
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/client_context.hpp"
#include "pg/store/log_rewriting.hpp"
#include "pg/tracking/state_log.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// An entry for each column, without the key: it may be what has to go.
std::vector<StateEntry> remove_states(const std::vector<std::int64_t>& tracked, const std::string& key, const std::string& actor,
                                      const std::string& reason) {
    static Statement remove{"SELECT r.tracked_id, r.entries FROM wf._remove_states($1, $2) r", {INT8ARRAYOID, TEXTOID}};
    const StatePurging purging{tracked, key};
    const Rows rows = remove.run({int8_array(tracked), text(key)}, Access::ReadWrite);
    std::vector<StateEntry> entries;
    for (std::size_t row = 0; row < rows.size(); ++row)
        entries.push_back({.tracked = rows.int8(row, 1), .action = "purge", .actor = actor, .reason = reason, .row_count = rows.int8(row, 2)});
    return entries;
}

std::int64_t purge_states(const EngineRights& rights, const std::vector<std::int64_t>& tracked, const std::string& key,
                          const std::string& actor, const std::string& reason) {
    const std::vector<StateEntry> entries = remove_states(tracked, key, actor, reason);
    write_entries(rights, entries, client_context(), EntriesGo::ToLog);
    std::int64_t removed = 0;
    for (const StateEntry& entry : entries) removed += *entry.row_count;
    return removed;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__purge_states);
Datum wf__purge_states(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::vector<std::int64_t> tracked = args.int8_array("tracked").value_or(std::vector<std::int64_t>{});
        const std::string key = args.required_text("key");
        const std::string actor = args.required_text("actor");
        const std::string reason = args.required_text("reason");
        args.end();
        return Int64GetDatum(as_engine([&](EngineRights& rights) { return purge_states(rights, tracked, key, actor, reason); }));
    });
}

PG_FUNCTION_INFO_V1(wf__is_purging_states);
Datum wf__is_purging_states(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tracked = args.required_int8("tracked_id");
        return BoolGetDatum(StatePurging::covers(tracked, args.required_text("key")));
    });
}
}
