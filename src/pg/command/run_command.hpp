// The only transaction script: lock the instance, load, decide, append to the log, project.
#pragma once

#include "core/model/command.hpp"
#include "pg/command/work.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// What every verb takes at its end.
struct Call {
    std::optional<std::string> actor;
    std::optional<std::string> request_id;
    std::optional<std::int64_t> expected_version;
    std::int64_t tenant = 0;
};

struct StartRequest {
    std::string definition;
    std::optional<std::int32_t> version;
    Start start;  // title empty: the name of the definition
};

// Gives the new version of the instance, with all that followed from the command.
std::int64_t run_on_task(const Call& call, std::int64_t task, Act act, const std::string& comment);
std::int64_t run_on_instance(const Call& call, std::int64_t instance, Act act, const std::string& comment);

// A program's verb: the actor may be missing.
std::int64_t run_on_job(const Call& call, std::int64_t job, Act act);

// Gives the id of the new instance.
std::int64_t run_start(const Call& call, StartRequest request);

// Starts the instance that is to revoke this one, with its form, in which `data` has been merged (key by key;
// null clears). Gives its id.
std::int64_t run_revoke(const Call& call, std::int64_t instance, const std::string& comment,
                        const std::optional<Json>& data);

// Give how many instances took it now.
std::int32_t run_send_message(const Call& call, Message message, Instant at, Instant expires_at);
std::int32_t run_send_signal(const Call& call, SignalToSend signal);

}  // namespace wf::pg
