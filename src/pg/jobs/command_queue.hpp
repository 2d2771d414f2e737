// Commands that are to be run later, by wf.run_due_jobs: jobs of kind command.
#pragma once

#include "core/base/values.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// Gives the job's id. `search_path`: of whoever queues it.
std::int64_t enqueue(const EngineRights& rights, const Order& order, const Json& commands,
                     const std::string& search_path, Instant due_at);

// Takes a job back, for its actor or an administrator. Throws WF206, WF305.
void cancel_job(const EngineRights& rights, std::int64_t tenant, std::int64_t job, const std::string& actor,
                bool is_administrator);

// Runs the commands of a job on behalf of its actor, with the rights that the database role that queued it has
// now, and its search_path, and removes the job. Throws WF303 if it may not act for the actor any more. False: somebody else is at it, or it is gone. `wait_for_others`: for
// instances that are being changed; otherwise an error with SQLSTATE 55P03 says that there was one. Takes
// EngineRights and Spi itself, and belongs into an attempt().
bool run_queued(std::int64_t tenant, std::int64_t job, Instant at, bool wait_for_others);

}  // namespace wf::pg
