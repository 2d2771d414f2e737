#include "gateway/http/wait.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>

#include <utility>
#include <variant>

namespace wf::gateway {
namespace {

Task<void> end_of(asio::steady_timer& timer) {
    error_code error;  // a cancel is an end, too
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace

Task<bool> wait_with_client(Exchange& exchange, asio::steady_timer& timer) {
    using asio::experimental::awaitable_operators::operator||;
    Task<void> time = end_of(timer);
    Task<void> client = exchange.closed();
    Task<std::variant<std::monostate, std::monostate>> either = std::move(time) || std::move(client);
    const auto first = co_await std::move(either);
    co_return first.index() == 0;
}

}  // namespace wf::gateway
