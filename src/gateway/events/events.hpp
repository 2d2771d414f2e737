// GET /events: what has changed, ids only, as a stream (SSE) or a long poll.
#pragma once

#include "gateway/serve/services.hpp"

namespace wf::gateway {

void add_events_routes(Services& services);

}  // namespace wf::gateway
