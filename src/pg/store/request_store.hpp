// Commands that came with a request_id: the same request again gets the same result and changes nothing.
#pragma once

#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::pg {

// What the caller calls a command. Others may use the same id: nobody learns from it what they have done, or
// gets their result.
struct RequestKey {
    std::int64_t tenant = 0;
    std::string actor;
    std::string definition;  // empty: messages and signals are of none
    std::string id;
};

// The result of the earlier request. Throws WF405 if that was another command.
std::optional<std::int64_t> find_request(const EngineRights& rights, const RequestKey& key,
                                         std::string_view action, std::int64_t target);

void remember_request(const EngineRights& rights, const RequestKey& key, std::string_view action,
                      std::int64_t target, std::int64_t result);

// For commands without a target to lock: reserves the id with this result, or gives the result of the earlier
// request.
std::optional<std::int64_t> take_request(const EngineRights& rights, const RequestKey& key,
                                         std::string_view action, std::int64_t result);

// The result of a request that was taken with another one, when it is known.
void settle_request(const EngineRights& rights, const RequestKey& key, std::int64_t result);

}  // namespace wf::pg
