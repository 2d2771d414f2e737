// A table of the host that is tracked, or a part of one: a partition, a table that inherits.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/tracking/options.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct TrackedTable {
    std::int64_t tracked = 0;
    BoundTable table;  // the one whose rows are written; its key is that of the tracking
    std::size_t column = 0;
    std::optional<std::size_t> actor, reason;
    std::vector<std::size_t> keep;
    TrackOptions options;
    std::string name;  // of the tracked table, for messages
    bool is_plain = true;  // nothing of what is logged runs code of the table's owner

    const TableColumn& state() const { return table.columns[column]; }
};

using TrackedTableRef = std::shared_ptr<const TrackedTable>;

// As this session knows it, kept until something changes. Throws WF216 if it is not tracked under this number: whoever may make
// triggers could name that of another table.
TrackedTableRef tracked_table(Oid relation, std::int64_t tracked);

// For all sessions: what has been tracked, or how, is another now.
void forget_tracked();

}  // namespace wf::pg
