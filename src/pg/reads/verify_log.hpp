// What wf.verify finds in the log itself: its columns against its events, and what the instance and its
// definition say against the first entry.
#pragma once

#include "core/model/event.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

struct Difference {
    std::string subject, expected, found;
};

// As JSON: forms keep the order of keys and the way to write numbers of whoever stored them.
bool is_same_state(const State& one, const State& other);

// `entries`: all of them, without gaps.
void check_entries(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const std::vector<Entry>& entries, std::vector<Difference>& differences);
void check_start(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                 const std::vector<Entry>& entries, std::vector<Difference>& differences);

}  // namespace wf::pg
