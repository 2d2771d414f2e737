// The entries of the log between two moments, counted for the reports (core/report).
#pragma once

#include "core/report/life.hpp"
#include "core/report/sums.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace wf::pg {

struct LogStretch {
    Instant since = 0;
    Instant until = 0;
    std::optional<Instant> seeds{};  // as_of of the rows of wf.rollup_life that it begins with; nothing: none
    std::string time_zone{};         // of the days
};

// What is left of an instance at the end of the stretch; empty: nothing.
using TakeLife = std::function<void(std::int64_t tenant, std::int64_t instance, const std::string& life)>;

// How many entries there were. Sees what the calling query sees.
std::int64_t tally_log(const EngineRights& rights, const LogStretch& stretch, report::Sums& sums, const TakeLife& take);

}  // namespace wf::pg
