// OpenID Connect: Keycloak, Entra, Authing and whoever else keeps to it. Code with PKCE; everything that is checked is pinned by the settings.
#pragma once

#include "gateway/auth/token.hpp"
#include "gateway/sign_in/provider.hpp"
#include "gateway/base/turns.hpp"

#include <chrono>

namespace wf::gateway {

class Oidc : public Provider {
public:
    Oidc(ProviderSettings settings, const Section& section, HttpClient& client, const Settings& gateway, asio::io_context& io);

    Task<std::string> address(const Attempt& attempt) override;
    Task<Account> account(const Attempt& attempt, const Answer& answer) override;

private:
    using Clock = std::chrono::steady_clock;

    // What the provider says of itself.
    struct Metadata {
        std::string authorization, token, keys;
        bool names_issuer = false;  // RFC 9207
    };

    Task<void> discover();
    Task<void> fetch_keys(std::string for_id);
    Task<std::string> id_token(const Attempt& attempt, const std::string& code);
    Task<nlohmann::json> claims_of(std::string token);
    void check(const nlohmann::json& claims, const Attempt& attempt) const;
    Task<nlohmann::json> get(std::string url);

    Issuer issuer_;
    std::string scope_;
    bool secret_in_body_;
    Turns turns_;
    Metadata metadata_;
    Clock::time_point metadata_until_{}, keys_until_{}, next_keys_{};
};

}  // namespace wf::gateway
