// The options of wf.track(): docs/reference/tracking.md describes them.
#pragma once

#include "core/expression/expression.hpp"
#include "pg/tracking/state_queue.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wf::pg {

struct TrackOptions {
    std::vector<std::string> key;   // columns; empty: those of the table's key
    std::string actor;              // column; empty: the acting person
    std::string reason;             // column; empty: what the context says
    std::vector<std::string> keep;  // columns
    std::optional<feel::Expression> when;
    std::vector<std::string> states;  // the values that may occur; empty: all
    bool requires_actor = false;
    bool logs_truncate = false;  // else it is refused
    EntriesGo entries_go = EntriesGo::ToLog;
};

// Throws WF504 with the JSON pointer of what makes no sense.
TrackOptions read_track_options(const std::string& json);
// Columns that they name, each with the pointer of the option.
std::vector<std::pair<std::string, std::string>> columns_used(const TrackOptions& options);
// The same for those that the table does not have.
void check_track_options(const TrackOptions& options, const std::vector<std::string>& columns);

[[noreturn]] void refuse_tracking(const std::string& path, const std::string& problem, std::string hint);

}  // namespace wf::pg
