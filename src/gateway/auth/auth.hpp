// Who sends a request, and /auth: tokens for applications, the session of a browser.
#pragma once

#include "gateway/serve/services.hpp"

namespace wf::gateway {

// Sets services.caller, too. Throws std::runtime_error for settings that are not right.
void add_auth_routes(Services& services);

}  // namespace wf::gateway
