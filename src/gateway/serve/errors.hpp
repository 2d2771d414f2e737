// What an exception becomes on the wire.
#pragma once

#include "gateway/db/connection.hpp"
#include "gateway/http/exchange.hpp"

#include <exception>
#include <string_view>

namespace wf::gateway {

// As PostgREST does, and by the class of the engine's own codes: WF1xx 400, WF2xx 404, WF3xx 403, WF4xx 409, WF5xx 422, others 500.
// `is_nobody`: 42501 is 401 for whoever has not signed in.
[[nodiscard]] unsigned status_of(std::string_view sqlstate, bool is_nobody);

[[nodiscard]] Response answer_to(std::exception_ptr error, Exchange& exchange);

}  // namespace wf::gateway
