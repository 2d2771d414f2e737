// Who sends a request, as far as its credentials say.
#pragma once

#include "gateway/db/connection.hpp"

#include <string>

namespace wf::gateway {

struct Caller {
    enum class Kind { nobody, person, application };

    Kind kind = Kind::nobody;
    std::string subject;   // for the access log and the limits: the person or the application
    bool by_cookie = false;  // then whatever is not GET or HEAD needs Origin and the CSRF token
    // Makes the transaction theirs: sets role and request.jwt.claims for it, or raises an error (28000: 401, others as they are).
    // The database decides it anew with each request, so that a logout counts at the next one.
    Statement enter;
};

}  // namespace wf::gateway
