// Who sends a request, and /auth: tokens for applications, the session of a browser.
#pragma once

#include "gateway/auth/rate_limit.hpp"
#include "gateway/serve/services.hpp"

namespace wf::gateway {

// Sets services.caller, too. Throws std::runtime_error for settings that are not right.
// rate: of all that is under /auth.
void add_auth_routes(Services& services, RateLimit& rate);

}  // namespace wf::gateway
