// Listens, reads requests with deadlines, gives them to the router, and stops without cutting off what runs.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/http/router.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>

namespace wf::gateway {

class Server {
public:
    struct Counts {
        std::size_t sockets = 0;
        std::uint64_t accepted = 0, refused = 0, incomplete = 0;
        std::array<std::uint64_t, 6> answers{};  // by the first digit of the status
        double seconds = 0;                      // of all answers but streams
    };

    // Turns what handlers throw into an answer.
    using OnError = std::function<Response(std::exception_ptr, Exchange&)>;
    // May answer itself (true) or add headers: CORS, limits. Runs before the router is asked.
    using Filter = std::function<Task<bool>(Exchange&)>;

    Server(asio::io_context& io, const Settings& settings, const Router& router, OnError on_error);

    void add_filter(Filter filter) { filters_.push_back(std::move(filter)); }
    void listen();  // throws std::runtime_error
    [[nodiscard]] std::uint16_t port() const;
    // Takes no more clients, lets running requests end, and then gives back; at most stop_timeout.
    Task<void> stop();
    [[nodiscard]] Counts counts() const;
    [[nodiscard]] bool is_stopping() const { return is_stopping_; }

private:
    struct Session;

    Task<void> accept();
    Task<void> serve(std::shared_ptr<Session> session);
    Task<bool> read_head(Session& session, Exchange::Parser& parser);
    Task<bool> serve_one(Session& session);
    Task<void> handle(Exchange& exchange);
    Task<void> answer_error(Exchange& exchange, std::exception_ptr error);
    void log(const Exchange& exchange, std::chrono::steady_clock::time_point start);

    asio::io_context& io_;
    const Settings& settings_;
    const Router& router_;
    OnError on_error_;
    std::vector<Filter> filters_;
    std::optional<asio::ssl::context> tls_;
    asio::ip::tcp::acceptor acceptor_;
    std::unordered_set<Session*> sessions_;
    bool is_stopping_ = false;
    Counts counts_;
};

}  // namespace wf::gateway
