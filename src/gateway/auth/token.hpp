// JSON Web Tokens: whether one is right, without the database.
#pragma once

#include <nlohmann/json.hpp>

#include <cjose/jwk.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::gateway {

struct Key {
    std::shared_ptr<cjose_jwk_t> key;
    std::string id;         // kid; empty: it has none
    std::string algorithm;  // the only one it is for, if it says so
};

[[nodiscard]] std::int64_t unix_time();  // as claims have it

// Who may issue tokens, and what they must be like. Everything is pinned here, and nothing is taken from the token.
struct Issuer {
    std::string name;      // the provider, as wf.link_identity names it; empty: tokens of ours
    std::string issuer;    // iss
    std::string audience;  // aud has it
    std::vector<std::string> algorithms;
    std::vector<Key> keys;
    std::string corp;
    std::string subject = "sub";        // the claim that is the account
    std::optional<std::int64_t> tenant;
};

// The keys of a JWK set that may verify. Throws std::runtime_error.
[[nodiscard]] std::vector<Key> read_keys(const std::string& json);
[[nodiscard]] Key key_of_secret(std::string_view secret);

[[nodiscard]] std::string sign(const nlohmann::json& claims, std::string_view secret);  // HS256

// Its claims. Throws Failure 401: PGRST301 for what is not right, PGRST303 for claims that do not hold (expired, another audience).
[[nodiscard]] nlohmann::json verify(const std::string& token, const std::vector<Issuer>& issuers, std::int64_t now, const Issuer*& by);

// The kid that a token names, before anything of it is believed.
[[nodiscard]] std::string key_id(const std::string& token);

}  // namespace wf::gateway
