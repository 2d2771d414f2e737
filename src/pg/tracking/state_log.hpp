// The entries of wf.state_log.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/tracking/state_queue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

struct StateEntry {
    std::int64_t tracked = 0;
    std::string key{};
    const char* action = "";
    std::optional<std::string> source{}, target{};
    std::string former_key{};  // empty: the same
    std::optional<std::string> actor{}, reason{};
    Param kept{};
    std::string transition{};  // of a state machine; empty: none
    std::optional<std::int64_t> row_count{};
};

// In this order; the time is that of now.
void write_entries(const EngineRights& rights, const std::vector<StateEntry>& entries, const Param& context, EntriesGo way);

}  // namespace wf::pg
