// A client's socket with or without TLS, with deadlines.
#pragma once

#include "gateway/base/asio.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <optional>
#include <utility>

namespace wf::gateway {

class Stream {
public:
    using executor_type = boost::beast::tcp_stream::executor_type;

    Stream(asio::ip::tcp::socket socket, asio::ssl::context* tls) : tcp_(std::move(socket)) {
        if (tls != nullptr) { tls_.emplace(tcp_, *tls); }
    }

    executor_type get_executor() { return tcp_.get_executor(); }
    boost::beast::tcp_stream& tcp() { return tcp_; }
    void expires_never() { tcp_.expires_never(); }
    void expires_after(std::chrono::steady_clock::duration time) { tcp_.expires_after(time); }

    Task<void> handshake() {
        if (tls_) { co_await tls_->async_handshake(asio::ssl::stream_base::server, asio::use_awaitable); }
    }
    // Says that nothing more comes, and lets the client read the answer: closing with unread bytes would take it away.
    Task<void> shutdown();

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [this, buffers](auto handler) {
                if (tls_) {
                    tls_->async_read_some(buffers, std::move(handler));
                } else {
                    tcp_.async_read_some(buffers, std::move(handler));
                }
            },
            token);
    }

    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [this, buffers](auto handler) {
                if (tls_) {
                    tls_->async_write_some(buffers, std::move(handler));
                } else {
                    tcp_.async_write_some(buffers, std::move(handler));
                }
            },
            token);
    }

private:
    boost::beast::tcp_stream tcp_;
    std::optional<asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace wf::gateway
