#include "gateway/serve/services.hpp"

#include "gateway/base/failure.hpp"

namespace wf::gateway {

Task<Caller> somebody(Services& services, Exchange& exchange) {
    Caller caller = co_await services.caller(exchange);
    exchange.subject = caller.subject;
    if (caller.kind == Caller::Kind::nobody) {
        Failure failure(401, "PGRST302", "Nobody has signed in.", {}, "Sign in, or send Authorization: Bearer with a token.");
        failure.headers.emplace_back("WWW-Authenticate", "Bearer");
        throw failure;
    }
    co_return caller;
}

}  // namespace wf::gateway
