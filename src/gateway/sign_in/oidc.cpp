#include "gateway/sign_in/oidc.hpp"

#include "gateway/auth/crypto.hpp"
#include "gateway/auth/issuers.hpp"
#include "gateway/base/failure.hpp"
#include "gateway/base/section.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace wf::gateway {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::hours metadata_age{1}, keys_age{1};
constexpr std::chrono::seconds between_fetches{30};  // for keys that are not known: whoever sends made-up tokens shall not make us ask more often

std::string word(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool knows(const Issuer& issuer, const std::string& id) {
    return id.empty() ? !issuer.keys.empty() : std::any_of(issuer.keys.begin(), issuer.keys.end(), [&](const Key& key) { return key.id.empty() || key.id == id; });
}

}  // namespace

Oidc::Oidc(ProviderSettings settings, const Section& section, HttpClient& client, const Settings& gateway, asio::io_context& io)
    : Provider(std::move(settings), client, gateway), turns_(io) {
    const std::string name = "provider." + settings_.name;
    check_keys(name, section, {"kind", "label", "corp", "tenant", "client_id", "client_secret", "client_secret_file", "issuer", "algorithms", "subject", "scope", "client_auth"});
    issuer_.name = settings_.name;
    issuer_.issuer = needed(name, section, "issuer");
    issuer_.audience = settings_.client_id;
    issuer_.algorithms = read_algorithms(name, or_else(section, "algorithms", "RS256"));
    issuer_.subject = or_else(section, "subject", "sub");
    scope_ = or_else(section, "scope", "openid profile email");
    const std::string way = or_else(section, "client_auth", "basic");
    if (way != "basic" && way != "post") { wrong_section(name, "client_auth must be basic or post"); }
    secret_in_body_ = way == "post";
}

Task<Json> Oidc::get(std::string url) {
    HttpCall call;
    call.url = std::move(url);
    const HttpAnswer answer = co_await client_.ask(call);
    Json said = answer.status == 200 ? Json::parse(answer.body, nullptr, false) : Json();
    if (!said.is_object()) { bad_answer(settings_.name, call.url + " gives status " + std::to_string(answer.status) + ", or no JSON object"); }
    co_return said;
}

Task<void> Oidc::discover() {
    co_await turns_.wait();
    const Turns::Turn turn(turns_);
    if (Clock::now() < metadata_until_) { co_return; }
    std::string url = issuer_.issuer;
    if (url.ends_with('/')) { url.pop_back(); }
    url += "/.well-known/openid-configuration";
    const Json said = co_await get(std::move(url));
    if (word(said, "issuer") != issuer_.issuer) { bad_answer(settings_.name, "its discovery document is of issuer " + word(said, "issuer")); }
    metadata_ = {word(said, "authorization_endpoint"), word(said, "token_endpoint"), word(said, "jwks_uri"),
                 said.value("authorization_response_iss_parameter_supported", Json(false)) == Json(true)};
    if (!is_outside_address(metadata_.authorization) || metadata_.token.empty() || metadata_.keys.empty()) { bad_answer(settings_.name, "its discovery document lacks an endpoint"); }
    metadata_until_ = Clock::now() + metadata_age;
}

// `for_id`: a key that is asked for. Old keys stay when new ones cannot be had.
Task<void> Oidc::fetch_keys(std::string for_id) {
    co_await turns_.wait();
    const Turns::Turn turn(turns_);
    const auto now = Clock::now();
    if (knows(issuer_, for_id) && now < keys_until_) { co_return; }
    if (!issuer_.keys.empty() && now < next_keys_) { co_return; }
    next_keys_ = now + between_fetches;
    std::string url = metadata_.keys;
    try {
        const Json said = co_await get(std::move(url));
        issuer_.keys = read_keys(said.dump());
        keys_until_ = Clock::now() + keys_age;
    } catch (const Failure&) {
        if (issuer_.keys.empty()) { throw; }
    } catch (const std::runtime_error& error) {
        if (issuer_.keys.empty()) { bad_answer(settings_.name, std::string("its keys: ") + error.what()); }
    }
}

Task<std::string> Oidc::address(const Attempt& attempt) {
    co_await discover();
    const std::string& secret = gateway_.secret;
    const std::string query = form({{"response_type", "code"}, {"client_id", settings_.client_id}, {"redirect_uri", redirect_uri()}, {"scope", scope_}, {"state", attempt.state},
                                    {"nonce", attempt.nonce(secret)}, {"code_challenge", attempt.challenge(secret)}, {"code_challenge_method", "S256"}});
    co_return metadata_.authorization + (metadata_.authorization.find('?') == std::string::npos ? "?" : "&") + query;
}

Task<std::string> Oidc::id_token(const Attempt& attempt, const std::string& code) {
    std::vector<std::pair<std::string, std::string>> fields = {
        {"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", redirect_uri()}, {"code_verifier", attempt.verifier(gateway_.secret)}};
    HttpCall call;
    call.url = metadata_.token;
    call.content_type = "application/x-www-form-urlencoded";
    if (secret_in_body_) {
        fields.emplace_back("client_id", settings_.client_id);
        fields.emplace_back("client_secret", settings_.client_secret);
    } else {
        call.headers.emplace_back("Authorization", "Basic " + to_base64(url_encoded(settings_.client_id) + ":" + url_encoded(settings_.client_secret)));
    }
    call.body = form(fields);
    const HttpAnswer answer = co_await client_.ask(call);
    const Json said = Json::parse(answer.body, nullptr, false);
    if (answer.status == 400 && said.is_object() && word(said, "error") == "invalid_grant") {
        refuse_sign_in(settings_.name, "The provider does not take this code: it has been used, or is too old.", word(said, "error_description"));
    }
    if (answer.status != 200 || !said.is_object() || word(said, "id_token").empty()) {
        const std::string error = said.is_object() ? word(said, "error") : "";
        bad_answer(settings_.name, "its token endpoint gives status " + std::to_string(answer.status) + ", error " + error + ", and no id_token");
    }
    co_return word(said, "id_token");
}

Task<Json> Oidc::claims_of(std::string token) {
    std::string id = key_id(token);
    co_await fetch_keys(std::move(id));
    const std::vector<Issuer> one = {issuer_};
    const Issuer* by = nullptr;
    std::string why;
    try {
        co_return verify(token, one, unix_time(), by);
    } catch (const Failure& failure) {
        why = failure.message;
    }
    refuse_sign_in(settings_.name, "The provider's token is not right.", why);
}

void Oidc::check(const Json& claims, const Attempt& attempt) const {
    if (!is_same(word(claims, "nonce"), attempt.nonce(gateway_.secret))) { refuse_sign_in(settings_.name, "The provider's token is of another sign-in.", "nonce"); }
    const bool has_several = claims.at("aud").is_array() && claims.at("aud").size() > 1;
    if ((has_several || claims.contains("azp")) && word(claims, "azp") != settings_.client_id) {
        refuse_sign_in(settings_.name, "The provider's token is for another application.", "azp");
    }
    if (!claims.contains("iat")) { refuse_sign_in(settings_.name, "The provider's token is not right.", "iat is missing"); }
}

Task<Account> Oidc::account(const Attempt& attempt, const Answer& answer) {
    co_await discover();
    if ((metadata_.names_issuer || !answer.issuer.empty()) && answer.issuer != issuer_.issuer) {
        refuse_sign_in(settings_.name, "The answer is of another provider.", "iss is " + answer.issuer);
    }
    std::string token = co_await id_token(attempt, answer.code);
    const Json claims = co_await claims_of(std::move(token));
    check(claims, attempt);
    co_return Account{word(claims, issuer_.subject.c_str()), {}, word(claims, "name"), word(claims, "email")};
}

}  // namespace wf::gateway
