// All entries of an instance that the database has: those of wf.log, and those of partitions that were archived to tables.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/chain.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

struct KeptEntry {
    std::string table;     // as a statement names it
    std::string previous;  // the hash of the entry before it; empty: there is none, or it is not known
    LogColumns columns;

    std::int64_t seq() const { return int8_of(columns[log_column::seq - 1]); }
    const Param& column(int place) const { return columns[static_cast<std::size_t>(place) - 1]; }
};

// By seq. Throws WF704 if some are in a file, or missing although nothing was dropped.
std::vector<KeptEntry> kept_entries(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                                    const State& state);

}  // namespace wf::pg
