#include "gateway/http/server.hpp"

#include "gateway/base/log.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/beast/http/read.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace wf::gateway {
namespace {

constexpr std::size_t max_head = 16 * 1024;

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

// The last address that no trusted proxy has put there.
std::string client_address(const Request& request, const std::string& peer, const std::vector<std::string>& proxies) {
    std::string address = peer;
    std::string rest(request.header("X-Forwarded-For"));
    const auto is_trusted = [&] { return std::find(proxies.begin(), proxies.end(), address) != proxies.end(); };
    while (is_trusted() && !rest.empty()) {
        const std::size_t comma = rest.rfind(',');
        address = rest.substr(comma == std::string::npos ? 0 : comma + 1);
        rest.erase(comma == std::string::npos ? 0 : comma);
        std::erase(address, ' ');
    }
    return address;
}

}  // namespace

struct Server::Session {
    Stream stream;
    std::string peer;
    boost::beast::flat_buffer buffer{max_head + 64 * 1024};
    bool is_idle = true;

    Session(asio::ip::tcp::socket socket, asio::ssl::context* tls, std::string peer_) : stream(std::move(socket), tls), peer(std::move(peer_)) {}
};

Task<void> Stream::shutdown() {
    error_code error;
    if (tls_) {
        tcp_.expires_after(std::chrono::seconds(5));
        co_await tls_->async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    }
    tcp_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
}

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

// One request and its answer; whether another may follow.
Task<bool> Server::serve_one(Session& session) {
    Exchange::Parser parser;
    parser.header_limit(max_head);
    parser.body_limit(boost::none);  // Exchange counts
    session.is_idle = true;
    session.stream.expires_after(counts_.accepted == 0 ? settings_.header_timeout : settings_.idle_timeout);
    if (session.buffer.size() == 0) {  // the deadline of a head begins with its first byte
        const auto space = session.buffer.prepare(4096);
        const std::size_t count = co_await session.stream.async_read_some(space, asio::use_awaitable);
        session.buffer.commit(count);
    }
    session.is_idle = false;
    session.stream.expires_after(settings_.header_timeout);
    error_code error;
    co_await http::async_read_header(session.stream, session.buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    const auto start = std::chrono::steady_clock::now();
    if (error == boost::beast::error::timeout || error == http::error::end_of_stream) { co_return false; }
    Exchange exchange(session.stream, session.buffer, parser, settings_, is_stopping_);
    exchange.request.id = new_id();
    exchange.request.address = session.peer;
    if (error) {
        const auto refused = std::make_exception_ptr(Failure(error == http::error::header_limit ? 431 : 400, "PGRST100", "This is not a proper HTTP request.", error.message()));
        co_await answer_error(exchange, refused);
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
    if (!failed) { co_return; }
    if (exchange.has_answered()) { std::rethrow_exception(failed); }  // half an answer: only closing tells the client
    co_await answer_error(exchange, failed);
}

Task<void> Server::answer_error(Exchange& exchange, std::exception_ptr error) {
    Response response = on_error_(error, exchange);
    co_await exchange.respond(std::move(response));
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
