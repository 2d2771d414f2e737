#include "gateway/http/exchange.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <array>
#include <utility>

namespace wf::gateway {
namespace {

Failure too_large(std::size_t limit) {
    return Failure(413, "PGRST413", "The body is too large.", "At most " + std::to_string(limit) + " bytes.");
}

// What every answer carries, unless the handler has said otherwise.
void add_security(http::fields& fields) {
    const auto unless_there = [&](boost::beast::string_view name, boost::beast::string_view value) {
        if (fields.find(name) == fields.end()) { fields.set(name, value); }
    };
    unless_there("X-Content-Type-Options", "nosniff");
    unless_there("X-Frame-Options", "DENY");
    unless_there("Referrer-Policy", "no-referrer");
    unless_there("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    unless_there("Cache-Control", "no-store");
    unless_there("Vary", "Authorization, Cookie, Origin, Accept, Accept-Profile");
}

template <typename Message>
void fill_head(Message& message, const Response& response, bool keeps_alive) {
    message.version(11);
    message.result(response.status);
    for (const auto& [name, value] : response.headers) { message.insert(name, value); }
    add_security(message);
    message.keep_alive(keeps_alive);
}

}  // namespace

Exchange::Exchange(Stream& stream, boost::beast::flat_buffer& buffer, Parser& parser, const Settings& settings, const bool& is_stopping)
    : stream_(stream), buffer_(buffer), parser_(parser), settings_(settings), is_stopping_(is_stopping), keeps_alive_(parser.is_header_done() && parser.get().keep_alive()) {}

void Exchange::count_body(std::size_t more, std::size_t limit) {
    received_ += more;
    if (received_ > limit) {
        keeps_alive_ = false;
        throw too_large(limit);
    }
}

Task<std::size_t> Exchange::read_some(std::span<char> into, std::size_t limit) {
    const auto announced = parser_.content_length();
    if (announced && *announced > limit) {
        keeps_alive_ = false;
        throw too_large(limit);
    }
    if (parser_.is_done()) { co_return 0; }
    stream_.expires_after(settings_.body_timeout);
    if (!has_continued_ && boost::beast::iequals(request.header("Expect"), "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto buffer = asio::buffer(go_on);
        co_await asio::async_write(stream_, buffer, asio::use_awaitable);
    }
    has_continued_ = true;
    auto& body = parser_.get().body();
    body.data = into.data();
    body.size = into.size();
    body.more = true;
    error_code error;
    co_await http::async_read_some(stream_, buffer_, parser_, asio::redirect_error(asio::use_awaitable, error));
    while (!error && !parser_.is_done() && body.size == into.size()) {  // a head of a chunk has no body in it
        co_await http::async_read_some(stream_, buffer_, parser_, asio::redirect_error(asio::use_awaitable, error));
    }
    if (error == http::error::need_buffer) { error = {}; }
    if (error) {
        keeps_alive_ = false;
        if (error == boost::beast::error::timeout) { throw Failure(408, "PGRST408", "The body did not come in time."); }
        throw Failure(400, "PGRST102", "The body cannot be read.", error.message());
    }
    const std::size_t count = into.size() - body.size;
    count_body(count, limit);
    co_return count;
}

Task<std::string> Exchange::body(std::size_t limit) {
    if (limit == 0) { limit = settings_.max_body; }
    std::string whole;
    std::array<char, 16384> part;
    while (true) {
        const std::size_t count = co_await read_some(part, limit);
        if (count == 0 && parser_.is_done()) { break; }
        whole.append(part.data(), count);
    }
    co_return whole;
}

Task<void> Exchange::respond(Response response) {
    if (!parser_.is_done()) { keeps_alive_ = false; }  // the rest of its body would be taken for the next request
    http::response<http::string_body> message;
    fill_head(message, response, keeps_alive_ && !is_stopping_);
    const bool has_no_body = response.status == 204 || response.status == 304;
    if (!has_no_body) { message.content_length(response.body.size()); }
    if (!has_no_body && request.method != http::verb::head) { message.body() = std::move(response.body); }
    has_answered_ = true;
    status_ = response.status;
    bytes_ = message.body().size();
    keeps_alive_ = message.keep_alive();
    stream_.expires_after(settings_.body_timeout);
    http::response_serializer<http::string_body> serializer(message);
    if (request.method == http::verb::head) {
        co_await http::async_write_header(stream_, serializer, asio::use_awaitable);
    } else {
        co_await http::async_write(stream_, serializer, asio::use_awaitable);
    }
    is_whole_ = true;
}

Task<void> Exchange::begin(Response head) {
    if (!parser_.is_done()) { keeps_alive_ = false; }
    http::response<http::buffer_body> message;
    fill_head(message, head, keeps_alive_ && !is_stopping_);
    message.chunked(true);
    has_answered_ = true;
    status_ = head.status;
    is_stream_ = message[http::field::content_type].starts_with("text/event-stream");
    keeps_alive_ = message.keep_alive();
    message.body().data = nullptr;
    message.body().more = true;
    stream_.expires_after(settings_.body_timeout);
    http::response_serializer<http::buffer_body> serializer(message);
    co_await http::async_write_header(stream_, serializer, asio::use_awaitable);
    is_whole_ = request.method == http::verb::head;
}

Task<void> Exchange::write(std::string_view part) {
    if (part.empty() || request.method == http::verb::head) { co_return; }
    bytes_ += part.size();
    stream_.expires_after(settings_.body_timeout);
    const auto chunk = http::make_chunk(asio::buffer(part.data(), part.size()));
    co_await asio::async_write(stream_, chunk, asio::use_awaitable);
}

Task<void> Exchange::finish() {
    if (request.method == http::verb::head) { co_return; }
    stream_.expires_after(settings_.body_timeout);
    const auto last = http::make_chunk_last();
    co_await asio::async_write(stream_, last, asio::use_awaitable);
    is_whole_ = true;
}

// It is read, since only that shows the end of TLS.
Task<void> Exchange::closed() {
    constexpr std::size_t most = 32 * 1024;
    stream_.expires_never();
    error_code error;
    while (buffer_.size() < most) {
        const auto space = buffer_.prepare(4096);
        const std::size_t count = co_await stream_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
        if (error) { co_return; }
        buffer_.commit(count);
    }
    asio::steady_timer never(stream_.get_executor(), asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace wf::gateway
