#include "gateway/serve/health.hpp"

#include <utility>

namespace wf::gateway {
namespace {

Task<void> is_alive(Exchange& exchange) { co_await exchange.respond(text("ok\n")); }

Task<void> is_ready(Services& services, Exchange& exchange) {
    if (services.server.is_stopping()) { throw Failure(503, "PGRST000", "The gateway is stopping."); }
    std::vector<Statement> statements;
    statements.push_back({"SELECT 1", {}});
    co_await services.database.run_as_gateway(std::move(statements), true);
    co_await exchange.respond(text("ok\n"));
}

}  // namespace

void add_health_routes(Services& services) {
    services.router.add({http::verb::get, "/healthz", is_alive});
    services.router.add({http::verb::get, "/readyz", [&services](Exchange& exchange) { return is_ready(services, exchange); }});
}

}  // namespace wf::gateway
