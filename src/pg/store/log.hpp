// The log: appended by every accepted command, read by replay.
#pragma once

#include "core/model/event.hpp"
#include "pg/host/row_signature.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/ids.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// `signature`: of the bound row as the first of them, a command, has left it; nothing: there is none. `hash`: that of the
// entry before. Gives that of the last (chain.hpp).
std::string append(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                   const std::vector<Entry>& entries, const std::optional<RowSignature>& signature, std::string hash);

// The entries of an instance in order; `until` bounds their time. Throws WF704 if one is missing, also if it is the last
// of them, or all: the row knows how many there have been.
std::vector<Entry> read_entries(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, Instant until,
                                Access access = Access::ReadOnly);

// Up to this entry, and this moment.
struct LogEnd {
    Instant at = std::numeric_limits<Instant>::max();  // infinity
    std::int64_t seq = std::numeric_limits<std::int64_t>::max();
};

// Of an entry; throws WF704 if it is missing.
LogEnd end_of_entry(std::int64_t tenant, const InstanceRow& row, std::int64_t seq);

// The entries up to `end` from which the states from `known` on can be replayed: from the newest checkpoint that is not
// behind `known`, or all. Throws WF704 if one of them is missing.
std::vector<Entry> read_from_checkpoint(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                                        const LogEnd& known, const LogEnd& end);

// Throws WF704 if an entry from this one up to `end` is missing: for what looks for some of them only.
void check_complete(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, std::int64_t from = 1,
                    const LogEnd& end = {});

// The same, whether complete or not.
std::vector<Entry> read_present_entries(const EngineRights& rights, std::int64_t tenant,
                                        std::int64_t instance, Instant started_at, Instant until,
                                        Access access = Access::ReadOnly);

}  // namespace wf::pg
