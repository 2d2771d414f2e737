#include "gateway/http/server.hpp"

#include "gateway/base/addresses.hpp"
#include "gateway/base/log.hpp"
#include "gateway/http/head.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/beast/http/read.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace wf::gateway {
namespace {

std::string new_id() {
    static std::mt19937_64 source{std::random_device{}()};  // tells requests apart, is not a secret
    static constexpr char digits[] = "0123456789abcdef";
    std::string id(16, '0');
    for (auto value = source(); char& digit : id) {
        digit = digits[value & 15];
        value >>= 4;
    }
    return id;
}

std::string client_address(const Request& request, const std::string& peer, const Addresses& trusted) {
    std::vector<std::string_view> lines;
    const auto range = request.headers.equal_range("X-Forwarded-For");
    for (auto line = range.first; line != range.second; ++line) { lines.emplace_back(line->value().data(), line->value().size()); }
    return client_address(peer, lines, trusted);
}

}  // namespace

struct Server::Session {
    Stream stream;
    std::string peer;
    boost::beast::flat_buffer buffer{max_head + 64 * 1024};
    bool is_idle = true;
    bool is_new = true;  // no request has come yet

    Session(asio::ip::tcp::socket socket, asio::ssl::context* tls, std::string peer_) : stream(std::move(socket), tls), peer(std::move(peer_)) {}
};

Server::Server(asio::io_context& io, const Settings& settings, const Router& router, OnError on_error)
    : io_(io), settings_(settings), router_(router), on_error_(std::move(on_error)), acceptor_(io) {}

void Server::listen() {
    try {
        if (!settings_.tls_key.empty()) {
            tls_.emplace(asio::ssl::context::tls_server);
            tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
            tls_->use_certificate_chain_file(settings_.tls_certificate);
            tls_->use_private_key_file(settings_.tls_key, asio::ssl::context::pem);
        }
        const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(settings_.listen), settings_.port);
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(asio::socket_base::reuse_address(true));
        acceptor_.bind(endpoint);
        acceptor_.listen(4096);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + settings_.listen + " port " + std::to_string(settings_.port) + ": " + error.code().message());
    }
    asio::co_spawn(io_, accept(), asio::detached);
}

std::uint16_t Server::port() const { return acceptor_.local_endpoint().port(); }

Task<void> Server::accept() {
    while (acceptor_.is_open()) {
        error_code error;
        asio::ip::tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted) { co_return; }
        if (error) {  // no descriptors left: not to spin
            asio::steady_timer pause(io_, std::chrono::milliseconds(50));
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        ++counts_.accepted;
        if (sessions_.size() >= settings_.max_sockets) {
            ++counts_.refused;
            continue;  // closes it
        }
        socket.set_option(asio::ip::tcp::no_delay(true), error);
        const auto remote = socket.remote_endpoint(error);
        if (error) { continue; }
        auto session = std::make_shared<Session>(std::move(socket), tls_ ? &*tls_ : nullptr, remote.address().to_string());
        asio::co_spawn(io_, serve(std::move(session)), asio::detached);
    }
}

Task<void> Server::serve(std::shared_ptr<Session> session) {
    sessions_.insert(session.get());
    try {
        session->stream.expires_after(settings_.header_timeout);
        co_await session->stream.handshake();
        while (!is_stopping_ && co_await serve_one(*session)) {}
        co_await session->stream.shutdown();
    } catch (const std::exception&) {
        // the client is gone, or has been too slow
    }
    sessions_.erase(session.get());
}

// False: there is none, since the client has gone or says nothing. What is wrong with it comes as an exception.
Task<bool> Server::read_head(Session& session, Exchange::Parser& parser) {
    HeadScan scan;
    const auto text = [&] { return std::string_view(static_cast<const char*>(session.buffer.data().data()), session.buffer.size()); };
    error_code error;
    session.is_idle = session.buffer.size() == 0;
    session.stream.expires_after(session.is_new || !session.is_idle ? settings_.header_timeout : settings_.idle_timeout);
    while (!scan.is_whole(text())) {
        const auto space = session.buffer.prepare(4096);
        const std::size_t count = co_await session.stream.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
        if (error) { co_return false; }
        session.buffer.commit(count);
        if (std::exchange(session.is_idle, false)) { session.stream.expires_after(settings_.header_timeout); }  // begins with the first byte
    }
    session.is_new = false;
    co_await http::async_read_header(session.stream, session.buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error) { throw Failure(400, "PGRST100", "This is not a proper HTTP request.", error.message()); }
    check_framing(parser.get().base(), parser.get().version());
    co_return true;
}

// One request and its answer; whether another may follow.
Task<bool> Server::serve_one(Session& session) {
    Exchange::Parser parser;
    parser.header_limit(max_head + 64);
    parser.body_limit(boost::none);  // Exchange counts
    std::exception_ptr improper;
    try {
        const bool is_there = co_await read_head(session, parser);
        if (!is_there) { co_return false; }
    } catch (const Failure&) {
        improper = std::current_exception();
    }
    const auto start = std::chrono::steady_clock::now();
    if (improper) { parser.get().keep_alive(false); }
    Exchange exchange(session.stream, session.buffer, parser, settings_, is_stopping_);
    exchange.request.id = new_id();
    exchange.request.address = plain_address(session.peer);
    if (improper) {
        co_await answer_error(exchange, improper);
        log(exchange, start);
        co_return false;
    }
    exchange.request.method = parser.get().method();
    exchange.request.target = std::string(parser.get().target());
    exchange.request.headers = parser.get().base();
    exchange.request.address = client_address(exchange.request, session.peer, settings_.trusted_proxies);
    co_await handle(exchange);
    log(exchange, start);
    co_return exchange.keeps_alive();
}

Task<void> Server::handle(Exchange& exchange) {
    std::exception_ptr failed;
    try {
        read_target(exchange.request);
        for (const Filter& filter : filters_) {
            if (co_await filter(exchange)) { co_return; }
        }
        const Route& route = router_.find(exchange.request);
        co_await route.handler(exchange);
    } catch (...) {
        failed = std::current_exception();
    }
    // After half an answer only closing tells the client.
    if (failed && !exchange.has_answered()) { co_await answer_error(exchange, failed); }
}

Task<void> Server::answer_error(Exchange& exchange, std::exception_ptr error) {
    Response response = on_error_(error, exchange);
    try {
        co_await exchange.respond(std::move(response));
    } catch (const boost::system::system_error&) {
        // the client is gone: the log says that the answer is not whole
    }
}

// One line of JSON for each request: never a query string, a header or a body, since secrets travel there.
void Server::log(const Exchange& exchange, std::chrono::steady_clock::time_point start) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    ++counts_.answers[std::min<unsigned>(exchange.status() / 100, 5)];
    counts_.seconds += seconds;
    nlohmann::ordered_json line = {{"method", http::to_string(exchange.request.method)}, {"path", exchange.request.path}, {"status", exchange.status()},
                                   {"ms", seconds * 1000}, {"bytes", exchange.bytes()}, {"address", exchange.request.address}, {"request", exchange.request.id}};
    if (!exchange.subject.empty()) { line["subject"] = exchange.subject; }
    if (!exchange.refusal.empty()) { line["code"] = exchange.refusal; }
    if (!exchange.is_whole() && !exchange.is_stream()) {
        ++counts_.incomplete;
        line["incomplete"] = true;
    }
    write_log("access", line);
}

Task<void> Server::stop() {
    is_stopping_ = true;
    error_code error;
    acceptor_.close(error);
    for (Session* session : sessions_) {
        if (session->is_idle) { session->stream.tcp().cancel(); }
    }
    const auto until = std::chrono::steady_clock::now() + settings_.stop_timeout;
    asio::steady_timer pause(io_);
    while (!sessions_.empty() && std::chrono::steady_clock::now() < until) {
        pause.expires_after(std::chrono::milliseconds(20));
        co_await pause.async_wait(asio::use_awaitable);
    }
}

Server::Counts Server::counts() const {
    Counts counts = counts_;
    counts.sockets = sessions_.size();
    return counts;
}

}  // namespace wf::gateway
