// Waiting with a client who may leave meanwhile.
#pragma once

#include "gateway/base/asio.hpp"
#include "gateway/http/exchange.hpp"

namespace wf::gateway {

// Until the timer's time or its cancel. False: the client has gone away first.
Task<bool> wait_with_client(Exchange& exchange, asio::steady_timer& timer);

}  // namespace wf::gateway
