// How a browser begins a session: /auth/login, /auth/callback, /auth/code, /auth/providers.
#pragma once

#include "gateway/auth/rate_limit.hpp"
#include "gateway/serve/services.hpp"

namespace wf::gateway {

// Throws std::runtime_error for settings that are not right.
// rate: of all that is under /auth.
void add_sign_in_routes(Services& services, RateLimit& rate);

}  // namespace wf::gateway
