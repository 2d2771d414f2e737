#include "gateway/serve/serve.hpp"

#include "gateway/auth/auth.hpp"
#include "gateway/auth/limits.hpp"
#include "gateway/base/log.hpp"
#include "gateway/events/events.hpp"
#include "gateway/jobs/jobs.hpp"
#include "gateway/rest/rest.hpp"
#include "gateway/serve/errors.hpp"
#include "gateway/serve/health.hpp"
#include "gateway/serve/services.hpp"
#include "gateway/sign_in/sign_in.hpp"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <exception>

namespace wf::gateway {
namespace {

Task<void> run(asio::io_context& io, asio::signal_set& signals, Services& services) {
    co_await signals.async_wait(asio::use_awaitable);
    write_log("info", {{"message", "stopping"}});
    co_await services.server.stop();
    services.database.close();
    io.stop();
}

}  // namespace

int serve(const std::function<Settings()>& read) {
    Settings settings = read();
    asio::io_context io(1);
    asio::signal_set signals(io, SIGTERM, SIGINT);  // before anybody is told that it runs: they may stop it at once
    Database database(io, settings);
    Router router;
    Server server(io, settings, router, [](std::exception_ptr error, Exchange& exchange) { return answer_to(error, exchange); });
    Services services{io, settings, database, router, server, {}};
    add_health_routes(services);
    RateLimit sign_in_rate(read_limits(settings).requests_per_minute);
    add_auth_routes(services, sign_in_rate);
    add_sign_in_routes(services, sign_in_rate);
    add_events_routes(services);
    add_jobs_routes(services);
    add_rest_routes(services);  // the last: its views may have any name
    server.listen();
    settings.port = server.port();
    write_log("info", {{"message", "listening"}, {"url", settings.url()}, {"address", settings.listen}, {"port", settings.port}});
    asio::co_spawn(io, run(io, signals, services), asio::detached);
    io.run();
    return 0;
}

}  // namespace wf::gateway
