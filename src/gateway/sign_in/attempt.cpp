#include "gateway/sign_in/attempt.hpp"

#include "gateway/auth/cookie.hpp"
#include "gateway/auth/crypto.hpp"
#include "gateway/auth/token.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace wf::gateway {
namespace {

constexpr std::int64_t lifetime = 600;  // seconds
constexpr std::size_t most_spent = 100'000;
constexpr std::size_t longest_path = 1000;

// One for each attempt: people open several pages at once, and each of them signs in.
std::string name_of(const Settings& settings, const std::string& state) {
    return (is_https(settings) ? "__Secure-wf_sign_in_" : "wf_sign_in_") + sha256_hex(state).substr(0, 12);
}

std::string attributes(const Settings& settings) { return std::string("; Path=/auth; HttpOnly; SameSite=Lax") + (is_https(settings) ? "; Secure" : ""); }

std::optional<Attempt> read(const std::string& value, const std::string& secret) {
    const std::size_t dot = value.find('.');
    if (dot == std::string::npos || !is_same(hmac(key_for(secret, "sign_in"), value.substr(0, dot)), value.substr(dot + 1))) { return std::nullopt; }
    const auto text = from_base64url(value.substr(0, dot));
    const auto said = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!said.is_array() || said.size() != 4) { return std::nullopt; }
    return Attempt{said[0].get<std::string>(), said[1].get<std::string>(), said[2].get<std::string>(), said[3].get<std::int64_t>()};
}

}  // namespace

std::string Attempt::nonce(std::string_view secret) const { return hmac(key_for(secret, "nonce"), state); }

std::string Attempt::verifier(std::string_view secret) const { return hmac(key_for(secret, "pkce"), state); }

std::string Attempt::challenge(std::string_view secret) const { return to_base64url(sha256(verifier(secret))); }

bool is_local_path(std::string_view path) {
    if (path.empty() || path.size() > longest_path || path[0] != '/' || path.substr(0, 2) == "//") { return false; }
    return std::none_of(path.begin(), path.end(), [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '\\'; });
}

Attempt begin_attempt(const std::string& provider, const std::string& return_to) { return {provider, random_token(), return_to, unix_time() + lifetime}; }

void remember(Response& response, const Settings& settings, const Attempt& attempt) {
    const nlohmann::json said = {attempt.provider, attempt.state, attempt.return_to, attempt.until};
    const std::string text = to_base64url(said.dump());
    response.add("Set-Cookie", name_of(settings, attempt.state) + "=" + text + "." + hmac(key_for(settings.secret, "sign_in"), text) + attributes(settings) +
                                   "; Max-Age=" + std::to_string(lifetime));
}

void forget(Response& response, const Settings& settings, const std::string& state) {
    response.add("Set-Cookie", name_of(settings, state) + "=" + attributes(settings) + "; Max-Age=0");
}

Attempt recall(const Request& request, const Settings& settings, const std::string& provider, const std::string& state) {
    for (const std::string& value : cookies(request, name_of(settings, state))) {
        std::optional<Attempt> attempt = read(value, settings.secret);
        if (attempt && is_same(attempt->state, state) && attempt->provider == provider && attempt->until > unix_time()) { return *attempt; }
    }
    throw Failure(401, "PGRST305", "This sign-in was not begun in this browser, or too long ago.", {}, "Begin again at " + settings.url() + "/auth/login/" + provider + ".");
}

bool SpentStates::spend(const Attempt& attempt, std::int64_t now) {
    if (until_.size() >= most_spent) { std::erase_if(until_, [&](const auto& each) { return each.second <= now; }); }
    if (until_.size() >= most_spent) { throw Failure(503, "PGRST306", "Too many people sign in at once."); }
    return until_.emplace(attempt.state, attempt.until).second;
}

}  // namespace wf::gateway
