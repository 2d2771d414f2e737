#include "gateway/auth/token.hpp"

#include "gateway/auth/crypto.hpp"
#include "gateway/base/failure.hpp"

#include <cjose/jws.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

namespace wf::gateway {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t leeway = 30;  // seconds that the clock of the issuer may be ahead
constexpr std::size_t longest = 8192;

[[noreturn]] void refuse(const std::string& code, const std::string& message, const std::string& hint = {}) {
    Failure failure(401, code, message, {}, hint);
    failure.headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    throw failure;
}

[[noreturn]] void not_right() { refuse("PGRST301", "The token is not right.", "Its issuer, algorithm, key or signature is not one that this gateway takes."); }

Json read_part(std::string_view part) {
    const auto text = from_base64url(part);
    if (!text) { not_right(); }
    Json object = Json::parse(*text, nullptr, false);
    if (!object.is_object()) { not_right(); }
    return object;
}

std::string word(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The kind of key that an algorithm goes with: an RSA key never counts as the secret of an HMAC.
bool fits(const Key& key, const std::string& algorithm) {
    if (!key.algorithm.empty() && key.algorithm != algorithm) { return false; }
    cjose_err error{};
    const cjose_jwk_kty_t kind = cjose_jwk_get_kty(key.key.get(), &error);
    if (algorithm.starts_with("HS")) { return kind == CJOSE_JWK_KTY_OCT; }
    if (algorithm.starts_with("ES")) { return kind == CJOSE_JWK_KTY_EC; }
    return kind == CJOSE_JWK_KTY_RSA;
}

bool is_signed_by(const std::string& token, const Key& key) {
    cjose_err error{};
    const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> jws(cjose_jws_import(token.data(), token.size(), &error), &cjose_jws_release);
    return jws && cjose_jws_verify(jws.get(), key.key.get(), &error);
}

bool is_signed(const std::string& token, const Json& head, const Issuer& issuer) {
    const std::string algorithm = word(head, "alg"), id = word(head, "kid");
    if (std::find(issuer.algorithms.begin(), issuer.algorithms.end(), algorithm) == issuer.algorithms.end()) { return false; }
    return std::any_of(issuer.keys.begin(), issuer.keys.end(), [&](const Key& key) {
        return fits(key, algorithm) && (id.empty() || key.id.empty() || key.id == id) && is_signed_by(token, key);
    });
}

std::int64_t moment(const Json& claims, const char* name) {
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number() || found->get<double>() < 0 || found->get<double>() > 1e12) {
        refuse("PGRST303", std::string("The claim ") + name + " must be there, as a number.");
    }
    return static_cast<std::int64_t>(found->get<double>());
}

bool is_for(const Json& claims, const std::string& audience) {
    const auto found = claims.find("aud");
    if (found == claims.end() || audience.empty()) { return false; }
    if (found->is_array()) { return std::find(found->begin(), found->end(), Json(audience)) != found->end(); }
    return *found == Json(audience);
}

void check_claims(const Json& claims, const Issuer& issuer, std::int64_t now) {
    if (!is_for(claims, issuer.audience)) { refuse("PGRST303", "The token is not for this gateway.", "Its claim aud must have the audience that is configured."); }
    if (moment(claims, "exp") <= now) { refuse("PGRST303", "JWT expired", "Get another one."); }
    if (claims.contains("nbf") && moment(claims, "nbf") > now + leeway) { refuse("PGRST303", "The token does not count yet."); }
    if (claims.contains("iat") && moment(claims, "iat") > now + leeway) { refuse("PGRST303", "The token was issued in the future."); }
}

}  // namespace

Key key_of_secret(std::string_view secret) {
    cjose_err error{};
    cjose_jwk_t* key = cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(), &error);
    if (key == nullptr) { throw std::runtime_error("the secret cannot be a key"); }
    return {std::shared_ptr<cjose_jwk_t>(key, &cjose_jwk_release), {}, "HS256"};
}

std::vector<Key> read_keys(const std::string& text) {
    const Json set = Json::parse(text, nullptr, false);
    if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) { throw std::runtime_error("it is not a JWK set"); }
    std::vector<Key> keys;
    for (const Json& each : set["keys"]) {
        const std::string kind = each.is_object() ? word(each, "kty") : "";
        if ((kind != "RSA" && kind != "EC") || word(each, "use") == "enc") { continue; }  // a shared secret has no place in a set that others can read
        const std::string one = each.dump();
        cjose_err error{};
        cjose_jwk_t* key = cjose_jwk_import(one.data(), one.size(), &error);
        if (key == nullptr) { continue; }  // of a curve that is not known here
        keys.push_back({std::shared_ptr<cjose_jwk_t>(key, &cjose_jwk_release), word(each, "kid"), word(each, "alg")});
        if (kind == "RSA" && cjose_jwk_get_keysize(key, &error) < 2048) { keys.pop_back(); }
    }
    if (keys.empty()) { throw std::runtime_error("it has no key that can verify (RSA of 2048 bits or more, EC)"); }
    return keys;
}

std::string sign(const Json& claims, std::string_view secret) {
    const std::string signed_part = to_base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + to_base64url(claims.dump());
    return signed_part + "." + hmac(secret, signed_part);
}

std::int64_t unix_time() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

std::string key_id(const std::string& token) {
    const auto text = from_base64url(std::string_view(token).substr(0, token.find('.')));
    const Json head = text ? Json::parse(*text, nullptr, false) : Json();
    return head.is_object() ? word(head, "kid") : std::string();
}

Json verify(const std::string& token, const std::vector<Issuer>& issuers, std::int64_t now, const Issuer*& by) {
    const std::size_t first = token.find('.'), second = first == std::string::npos ? first : token.find('.', first + 1);
    if (token.size() > longest || second == std::string::npos || token.find('.', second + 1) != std::string::npos) { not_right(); }
    const Json head = read_part(std::string_view(token).substr(0, first));
    if (head.contains("crit") || head.contains("b64")) { not_right(); }  // asks for what is not done here
    if (from_base64url(std::string_view(token).substr(second + 1)).value_or("").empty()) { not_right(); }  // cjose would take more than one spelling
    Json claims = read_part(std::string_view(token).substr(first + 1, second - first - 1));
    const std::string said = word(claims, "iss");
    for (const Issuer& issuer : issuers) {
        if (said.empty() || issuer.issuer != said || !is_signed(token, head, issuer)) { continue; }
        check_claims(claims, issuer, now);
        by = &issuer;
        return claims;
    }
    not_right();
}

}  // namespace wf::gateway
