// Boost.Asio as the gateway uses it: one thread runs everything, coroutines wait.
// GCC 12 destroys temporaries of a co_await expression twice in places: give arguments that own memory a name first, and results that are thrown.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wf::gateway {

namespace asio = boost::asio;
using boost::system::error_code;

template <typename T>
using Task = asio::awaitable<T>;

}  // namespace wf::gateway
