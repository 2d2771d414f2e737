// Work for service workers.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

struct ServiceJob {
    std::int64_t id = 0;
    std::int64_t instance = 0;
    std::string definition_key;
    std::string node;
    std::string business_table;
    std::string business_key;
    std::int32_t tries_left = 0;
    std::string data;  // the form with the variables around the job's token, a JSON object
};

// At most `max_jobs` jobs of a topic that nobody has, the earliest first; they are `worker`'s until
// `leased_until`. Two workers at once get different ones, and neither waits. `usable`: of these definitions only.
std::vector<ServiceJob> fetch_jobs(const EngineRights& rights, std::int64_t tenant, const std::string& topic,
                                   const std::string& worker, std::int32_t max_jobs, Instant now,
                                   Instant leased_until,
                                   const std::optional<std::vector<std::int64_t>>& usable);

// `worker` has the job until `leased_until`, if it has it at all or nobody has fetched it since its lease ended. Throws WF410.
void extend_job(const EngineRights& rights, std::int64_t tenant, std::int64_t job, const std::string& worker, Instant leased_until,
                const std::optional<std::vector<std::int64_t>>& usable);

}  // namespace wf::pg
