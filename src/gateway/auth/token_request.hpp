// POST /auth/token, as RFC 6749 has it: client_credentials.
#pragma once

#include "gateway/http/message.hpp"

#include <optional>
#include <string>

namespace wf::gateway {

struct TokenRequest {
    std::string client_id, secret;
};

// {error, error_description}
[[nodiscard]] Response token_error(const std::string& error, unsigned status, const std::string& description);

// Credentials come by HTTP Basic or in the form, not in both and never in the address. Otherwise `refused` says why.
[[nodiscard]] std::optional<TokenRequest> read_token_request(const Request& request, const std::string& body, std::optional<Response>& refused);

}  // namespace wf::gateway
