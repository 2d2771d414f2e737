#include "gateway/auth/cookie.hpp"

#include "gateway/auth/crypto.hpp"

#include <algorithm>
#include <cctype>

namespace wf::gateway {
namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) { return parts; }
        text.remove_prefix(end + 1);
    }
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string attributes(const Settings& settings) { return std::string("; Path=/; HttpOnly; SameSite=Lax") + (is_https(settings) ? "; Secure" : ""); }

}  // namespace

bool is_https(const Settings& settings) { return settings.url().starts_with("https://"); }

std::string key_for(std::string_view secret, std::string_view purpose) { return hmac(secret, purpose); }

std::vector<std::string> cookies(const Request& request, const std::string& name) {
    std::vector<std::string> found;
    const auto range = request.headers.equal_range(http::field::cookie);
    for (auto field = range.first; field != range.second; ++field) {
        for (std::string_view pair : split({field->value().data(), field->value().size()}, ';')) {
            pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
            if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) { found.emplace_back(pair.substr(name.size() + 1)); }
        }
    }
    return found;
}

std::string Session::hash() const { return bytea(token); }

std::string cookie_name(const Settings& settings) { return is_https(settings) ? "__Host-wf_session" : "wf_session"; }

std::string cookie_value(const Session& session, std::string_view secret) {
    const std::string text = session.tenant + "." + to_base64url(session.person) + "." + session.token;
    return text + "." + hmac(key_for(secret, "session"), text);
}

std::optional<Session> read_cookie_value(std::string_view value, std::string_view secret) {
    const std::vector<std::string_view> parts = split(value, '.');
    if (parts.size() != 4 || value.size() > 2048) { return std::nullopt; }
    const std::string_view text = value.substr(0, value.size() - parts[3].size() - 1);
    if (!is_same(hmac(key_for(secret, "session"), text), parts[3]) || !is_number(parts[0])) { return std::nullopt; }
    const auto person = from_base64url(parts[1]);
    if (!person) { return std::nullopt; }
    return Session{std::string(parts[0]), *person, std::string(parts[2])};
}

std::optional<Session> session_of(const Request& request, const Settings& settings) {
    const std::vector<std::string> values = cookies(request, cookie_name(settings));
    if (values.empty() || settings.secret.empty()) { return std::nullopt; }
    // Two: another site of the domain has set one, and nobody knows which is which.
    std::optional<Session> session = values.size() == 1 ? read_cookie_value(values[0], settings.secret) : std::nullopt;
    if (!session) { throw Failure(401, "PGRST301", "The session cookie is not right.", {}, "Delete it, and sign in again."); }
    return session;
}

void set_cookie(Response& response, const Settings& settings, const std::string& value, std::chrono::seconds lifetime) {
    response.add("Set-Cookie", cookie_name(settings) + "=" + value + attributes(settings) + "; Max-Age=" + std::to_string(lifetime.count()));
}

void clear_cookie(Response& response, const Settings& settings) { set_cookie(response, settings, "", std::chrono::seconds(0)); }

std::string csrf_token(const Session& session, std::string_view secret) { return hmac(key_for(secret, "csrf"), session.token); }

std::string origin_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    std::string origin(url.substr(0, scheme == std::string_view::npos ? scheme : url.find('/', scheme + 3)));
    std::transform(origin.begin(), origin.end(), origin.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string standard = origin.starts_with("https://") ? ":443" : ":80";  // browsers leave it out
    if (origin.ends_with(standard)) { origin.resize(origin.size() - standard.size()); }
    return origin;
}

void check_origin(const Request& request, const Settings& settings) {
    const std::string_view origin = request.header("Origin");
    if (request.headers.count(http::field::origin) != 1 || origin != origin_of(settings.url())) {
        throw Failure(403, "PGRST304", "The request does not come from a page of this gateway.", "Its header Origin must be " + origin_of(settings.url()) + ".");
    }
}

void check_same_site(const Request& request, const Session& session, const Settings& settings) {
    check_origin(request, settings);
    if (!is_same(request.header("X-CSRF-Token"), csrf_token(session, settings.secret))) {
        throw Failure(403, "PGRST304", "The CSRF token is missing or is not right.", {}, "Send csrf_token of GET /auth/me as header X-CSRF-Token.");
    }
}

}  // namespace wf::gateway
