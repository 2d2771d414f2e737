// GET /healthz: the program answers. GET /readyz: the database does, too.
#pragma once

#include "gateway/serve/services.hpp"

namespace wf::gateway {

void add_health_routes(Services& services);

}  // namespace wf::gateway
