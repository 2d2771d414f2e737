// The schema by HTTP, in the dialect of PostgREST: GET /<view>, GET and POST /rpc/<function>, GET / (OpenAPI); also below /rest/v1.
#pragma once

#include "gateway/serve/services.hpp"

namespace wf::gateway {

void add_rest_routes(Services& services);

}  // namespace wf::gateway
