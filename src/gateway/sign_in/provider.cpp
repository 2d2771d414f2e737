#include "gateway/sign_in/provider.hpp"

#include "gateway/auth/issuers.hpp"
#include "gateway/base/failure.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/section.hpp"
#include "gateway/sign_in/oidc.hpp"

#include <algorithm>
#include <fstream>

namespace wf::gateway {
namespace {

constexpr std::string_view prefix = "provider.";

bool is_name(std::string_view name) {
    const auto is_right = [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), is_right);
}

std::string read_secret(const std::string& section_name, const Section& section) {
    const std::string file = or_else(section, "client_secret_file", "");
    if (file.empty()) { return needed(section_name, section, "client_secret"); }
    std::ifstream in(file);
    std::string secret;
    if (!in || !std::getline(in, secret) || secret.empty()) { wrong_section(section_name, "client_secret_file " + file + " cannot be read"); }
    return secret;
}

std::unique_ptr<Provider> read_provider(const std::string& section_name, const Section& section, const Settings& settings, HttpClient& client, asio::io_context& io) {
    ProviderSettings read;
    read.name = section_name.substr(prefix.size());
    if (!is_name(read.name)) { wrong_section(section_name, "the name must be of a-z, 0-9, - and _"); }
    read.kind = needed(section_name, section, "kind");
    read.label = or_else(section, "label", read.name);
    read.corp = or_else(section, "corp", "");
    read.tenant = read_tenant(section_name, section);
    read.client_id = needed(section_name, section, "client_id");
    read.client_secret = read_secret(section_name, section);
    if (settings.secret.empty()) { wrong_section(section_name, "people can only sign in if secret_file is set"); }
    if (read.kind == "oidc") { return std::make_unique<Oidc>(std::move(read), section, client, settings, io); }
    wrong_section(section_name, "kind must be oidc");
}

std::string begin_again(const std::string& provider) { return "Begin again at /auth/login/" + provider + "."; }

}  // namespace

Task<Account> Provider::account_in_app(const std::string&) {
    throw Failure(404, "PGRST305", "Codes of this provider come with the browser only.", {}, begin_again(settings_.name));
    co_return Account{};
}

std::string Provider::redirect_uri() const { return gateway_.url() + "/auth/callback/" + settings_.name; }

Providers read_providers(const Settings& settings, HttpClient& client, asio::io_context& io) {
    Providers providers;
    for (const auto& [name, section] : settings.sections) {
        if (name.starts_with(prefix)) { providers.push_back(read_provider(name, section, settings, client, io)); }
    }
    return providers;
}

void refuse_sign_in(const std::string& provider, const std::string& message, const std::string& why) {
    write_log("warning", {{"message", "a sign-in was refused"}, {"provider", provider}, {"why", why.substr(0, 500)}});
    throw Failure(401, "PGRST305", message, {}, begin_again(provider));
}

void bad_answer(const std::string& provider, const std::string& why) {
    write_log("warning", {{"message", "an identity provider does not answer as it should"}, {"provider", provider}, {"why", why.substr(0, 500)}});
    throw Failure(502, "PGRST306", "The identity provider does not answer as it should.", {}, "Try again later; the log of the gateway says more.");
}

}  // namespace wf::gateway
