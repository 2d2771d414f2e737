#include "gateway/http/stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>

#include <array>
#include <cstddef>

namespace wf::gateway {

Task<void> Stream::shutdown() {
    constexpr std::size_t most = 16 << 20;
    error_code error;
    tcp_.expires_after(std::chrono::seconds(2));
    if (tls_) { co_await tls_->async_shutdown(asio::redirect_error(asio::use_awaitable, error)); }
    tcp_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    std::array<char, 16384> rest;
    const auto space = asio::buffer(rest);
    for (std::size_t count = 0; !error && count < most;) { count += co_await tcp_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error)); }
}

}  // namespace wf::gateway
