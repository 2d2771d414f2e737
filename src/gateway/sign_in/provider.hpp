// An identity provider: where a browser is sent, and who comes back from there. One class for each protocol.
#pragma once

#include "gateway/base/asio.hpp"
#include "gateway/base/settings.hpp"
#include "gateway/http/client.hpp"
#include "gateway/sign_in/attempt.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wf::gateway {

// Who somebody is, as the provider says. Name and mail are for people to read; no right follows from them.
struct Account {
    std::string external_id, union_id, name, mail;
};

// What came back with the browser.
struct Answer {
    std::string code, issuer;  // issuer: the parameter iss of RFC 9207, if there is one
};

// [provider.NAME], as far as all kinds have it.
struct ProviderSettings {
    std::string name, kind, label, corp;
    std::optional<std::int64_t> tenant;
    std::string client_id, client_secret;
};

class Provider {
public:
    Provider(ProviderSettings settings, HttpClient& client, const Settings& gateway) : settings_(std::move(settings)), client_(client), gateway_(gateway) {}
    virtual ~Provider() = default;
    Provider(const Provider&) = delete;
    Provider& operator=(const Provider&) = delete;

    // Where the browser goes. Throws Failure.
    virtual Task<std::string> address(const Attempt& attempt) = 0;
    // Spends the code. Throws Failure 401 (PGRST305) unless it is right, 502 to 504 (PGRST306) if the provider does not answer as it should.
    virtual Task<Account> account(const Attempt& attempt, const Answer& answer) = 0;
    // The same for a code that a page inside the provider's own app got; not every kind has it.
    virtual Task<Account> account_in_app(const std::string& code);

    [[nodiscard]] virtual const char* code_parameter() const { return "code"; }
    [[nodiscard]] const ProviderSettings& settings() const { return settings_; }

protected:
    [[nodiscard]] std::string redirect_uri() const;  // by public_url, never by Host

    ProviderSettings settings_;
    HttpClient& client_;
    const Settings& gateway_;
};

using Providers = std::vector<std::unique_ptr<Provider>>;

// Those of the [provider.NAME] sections. Throws std::runtime_error that names the section and what is wrong.
[[nodiscard]] Providers read_providers(const Settings& settings, HttpClient& client, asio::io_context& io);

// `why` is for the log: what a provider says is not shown to whoever comes with it.
[[noreturn]] void refuse_sign_in(const std::string& provider, const std::string& message, const std::string& why);
[[noreturn]] void bad_answer(const std::string& provider, const std::string& why);

}  // namespace wf::gateway
