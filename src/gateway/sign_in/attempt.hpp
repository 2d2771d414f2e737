// A sign-in that a browser has begun: what is remembered of it until the provider sends the browser back.
// Nothing is kept here, so that any gateway can go on: it is in a signed cookie of that browser.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/http/message.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace wf::gateway {

struct Attempt {
    std::string provider;
    std::string state;      // random; goes to the provider and comes back
    std::string return_to;  // a path of ours
    std::int64_t until = 0;

    // Follow from the state by the secret: so they need not be in the cookie.
    [[nodiscard]] std::string nonce(std::string_view secret) const;
    [[nodiscard]] std::string verifier(std::string_view secret) const;   // of PKCE
    [[nodiscard]] std::string challenge(std::string_view secret) const;  // S256 of it
};

// Whether it is a path here, and nothing that a browser would take for another site.
[[nodiscard]] bool is_local_path(std::string_view path);

[[nodiscard]] Attempt begin_attempt(const std::string& provider, const std::string& return_to);
void remember(Response& response, const Settings& settings, const Attempt& attempt);
void forget(Response& response, const Settings& settings, const std::string& state);

// The attempt of this browser that the state belongs to. Throws Failure 401: there is none, it is over, or it went to another provider.
[[nodiscard]] Attempt recall(const Request& request, const Settings& settings, const std::string& provider, const std::string& state);

// States that have come back already: each counts once.
class SpentStates {
public:
    [[nodiscard]] bool spend(const Attempt& attempt, std::int64_t now);  // false: it has been

private:
    std::map<std::string, std::int64_t> until_;
};

}  // namespace wf::gateway
