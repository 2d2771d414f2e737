// Commands that came with a request_id: the same request again gets the same result and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::pg {

// The result of the earlier request of this id. Throws WF405 if that was another command.
std::optional<std::int64_t> find_request(std::int64_t tenant, const std::string& id, std::string_view action,
                                         std::int64_t target);

void remember_request(std::int64_t tenant, const std::string& id, std::string_view action,
                      std::int64_t target, std::int64_t result);

// For commands without a target to lock: reserves the id with this result, or gives the result of the earlier
// request.
std::optional<std::int64_t> take_request(std::int64_t tenant, const std::string& id, std::string_view action,
                                         std::int64_t result);

// The result of a request that was taken with another one, when it is known.
void settle_request(std::int64_t tenant, const std::string& id, std::int64_t result);

}  // namespace wf::pg
