#include "gateway/auth/limits.hpp"

#include "gateway/base/section.hpp"

namespace wf::gateway {

Limits read_limits(const Settings& settings) {
    check_names(settings, "auth", {"token_minutes", "session_minutes", "idle_minutes", "requests_per_minute"});
    const auto number = [&](const char* name, unsigned otherwise) { return static_cast<unsigned>(number_in(settings, "auth", name, otherwise, 1'000'000)); };
    const Limits none;
    return {number("token_minutes", none.token_minutes), number("session_minutes", none.session_minutes), number("idle_minutes", none.idle_minutes),
            number("requests_per_minute", none.requests_per_minute)};
}

std::string seconds(unsigned minutes) { return std::to_string(minutes * 60ULL) + " seconds"; }

}  // namespace wf::gateway
