// wf.log by keys, from the indexes of the months that are asked for: the plan of a statement holds all months, and costs, locks and keeps
// more with each one that there is.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// Places of its columns: sql/tables/log.sql, then those that came later.
namespace log_column {
enum {
    tenant_id = 1,
    instance_id,
    seq,
    at,
    action,
    actor,
    on_behalf_of,
    task_id,
    node,
    comment,
    source,
    target,
    context,
    events,
    cause,
    row_hash,
    row_columns,
    row_image,
    as_of,
    hash
};
inline constexpr std::string_view all =
    "tenant_id, instance_id, seq, at, action, actor, on_behalf_of, task_id, node, comment, source, target, context, events, "
    "cause, row_hash, row_columns, row_image, as_of, hash";
}

// The entries of an instance from `from` to `until`, by seq. All columns.
Rows entries_between(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, Instant from, Instant until,
                     Access access);

struct Deed {
    std::int64_t instance;
    Instant at;
};

// What a person did on tasks, each instance at the last of it, the last first: as many as wanted, from before `before`.
std::vector<Deed> last_acts(const EngineRights& rights, std::int64_t tenant, const std::string& person, Deed before,
                           std::size_t wanted);

}  // namespace wf::pg
