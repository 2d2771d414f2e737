// What every part of the gateway may use; parts add their routes.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/db/database.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/http/router.hpp"
#include "gateway/http/server.hpp"

#include <functional>

namespace wf::gateway {

struct Services {
    asio::io_context& io;
    const Settings& settings;
    Database& database;
    Router& router;
    Server& server;
    // Whose request it is; throws Failure 401 for credentials that are not right, and gives nobody for none.
    std::function<Task<Caller>(Exchange&)> caller;
};

// The caller, for what nobody may do who has not signed in. Throws Failure 401.
[[nodiscard]] Task<Caller> somebody(Services& services, Exchange& exchange);

}  // namespace wf::gateway
