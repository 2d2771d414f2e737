// POST /jobs/{topic}/fetch, /complete, /fail, /extend: work for programs in any language.
#pragma once

#include "gateway/serve/services.hpp"

namespace wf::gateway {

void add_jobs_routes(Services& services);

}  // namespace wf::gateway
