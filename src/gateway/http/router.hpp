// Which handler answers which path and method.
#pragma once

#include "gateway/base/asio.hpp"
#include "gateway/http/message.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace wf::gateway {

class Exchange;

// Answers by Exchange::respond, or by a stream; throws Failure or DatabaseError before that.
using Handler = std::function<Task<void>(Exchange&)>;

struct Route {
    http::verb method;
    std::string pattern;  // /jobs/{topic}/fetch; {name} is one segment, a last {name*} the rest of the path
    Handler handler;
    std::size_t max_body = 0;  // bytes; 0: the setting. A handler that streams its body passes its own limit to read_some.
};

class Router {
public:
    // Routes that are added first are asked first. GET answers HEAD, too, unless HEAD has a route of its own.
    void add(Route route) { routes_.push_back(std::move(route)); }

    // Fills request.captured. Throws Failure 404, or 405 with Allow.
    [[nodiscard]] const Route& find(Request& request) const;

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

}  // namespace wf::gateway
