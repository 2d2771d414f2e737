// From the credentials of a request to the statement that makes its transaction theirs.
#pragma once

#include "gateway/auth/cookie.hpp"
#include "gateway/auth/token.hpp"
#include "gateway/db/caller.hpp"
#include "gateway/http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::gateway {

// The token of Authorization: Bearer; nothing without the header. Throws Failure 401 for another scheme, 400 for two headers.
[[nodiscard]] std::optional<std::string> bearer_of(const Request& request);

[[nodiscard]] Caller caller_of_token(const std::string& token, const std::vector<Issuer>& issuers, std::int64_t now);
[[nodiscard]] Caller caller_of_session(const Session& session);

}  // namespace wf::gateway
