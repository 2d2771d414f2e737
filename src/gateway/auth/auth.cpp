#include "gateway/auth/auth.hpp"

#include "gateway/auth/cookie.hpp"
#include "gateway/auth/crypto.hpp"
#include "gateway/auth/identify.hpp"
#include "gateway/auth/issuers.hpp"
#include "gateway/auth/limits.hpp"
#include "gateway/auth/rate_limit.hpp"
#include "gateway/auth/token_request.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace wf::gateway {
namespace {

struct Auth {
    Services& services;
    Limits limits;
    std::vector<Issuer> issuers;
    RateLimit& rate;
    bool knows_ours = false;
};

// Those of others, and ours once the port is known.
const std::vector<Issuer>& issuers_of(Auth& auth) {
    if (!auth.knows_ours && !auth.services.settings.secret.empty()) { auth.issuers.push_back(our_own(auth.services.settings)); }
    auth.knows_ours = true;
    return auth.issuers;
}

Caller identify(Auth& auth, const Request& request) {
    if (const auto token = bearer_of(request)) { return caller_of_token(*token, issuers_of(auth), unix_time()); }
    const auto session = session_of(request, auth.services.settings);
    if (!session) { return {}; }
    if (!request.is_reading()) { check_same_site(request, *session, auth.services.settings); }
    return caller_of_session(*session);
}

Task<Caller> caller_of(Auth& auth, Exchange& exchange) { co_return identify(auth, exchange.request); }

// The session of a request that changes it.
Session session_to_change(Auth& auth, const Request& request) {
    const auto session = session_of(request, auth.services.settings);
    if (!session) { throw Failure(401, "PGRST302", "There is no session.", {}, "Sign in."); }
    check_same_site(request, *session, auth.services.settings);
    return *session;
}

Task<void> give_token(Auth& auth, Exchange& exchange) {
    const Settings& settings = auth.services.settings;
    if (settings.secret.empty()) { throw Failure(501, "PGRST300", "No tokens are given here.", {}, "Set secret_file."); }
    const std::string body = co_await exchange.body(8192);
    std::optional<Response> refused;
    const auto asked = read_token_request(exchange.request, body, refused);
    if (asked) {
        exchange.subject = asked->client_id;
        std::vector<Statement> statements;
        statements.push_back({"SELECT wf._client_login($1, $2::bytea)", {asked->client_id, bytea(asked->secret)}});
        const std::vector<Result> results = co_await auth.services.database.run_as_gateway(std::move(statements), true);
        if (results[0].value(0, 0) != "t") { refused = token_error("invalid_client", 401, "The client or its secret is not right."); }
    }
    if (refused) {
        exchange.refusal = "invalid_client";
        co_await exchange.respond(std::move(*refused));
        co_return;
    }
    const std::int64_t lifetime = auth.limits.token_minutes * 60;
    const nlohmann::json claims = {{"iss", settings.url()}, {"aud", settings.url()}, {"client_id", asked->client_id}, {"secret_tag", sha256_hex(asked->secret).substr(0, 24)},
                                   {"iat", unix_time()}, {"exp", unix_time() + lifetime}, {"jti", random_token()}};
    const nlohmann::json answer = {{"access_token", sign(claims, settings.secret)}, {"token_type", "Bearer"}, {"expires_in", lifetime}};
    Response response = json(answer.dump());
    co_await exchange.respond(std::move(response));
}

Task<void> end_session(Auth& auth, Exchange& exchange) {
    const Session session = session_to_change(auth, exchange.request);
    exchange.subject = session.person;
    const bool is_everywhere = exchange.request.parameter("everywhere") == "true";
    std::vector<Statement> statements;
    statements.push_back({"SELECT wf._end_session($1::bigint, $2::bytea, $3::boolean)", {session.tenant, session.hash(), is_everywhere ? "true" : "false"}});
    try {
        co_await auth.services.database.run_as_gateway(std::move(statements), false);
    } catch (const DatabaseError& error) {
        if (error.code != "28000") { throw; }  // it has ended already
    }
    Response response{204, {}, {}};
    clear_cookie(response, auth.services.settings);
    response.set("Clear-Site-Data", "\"cache\", \"storage\"");
    co_await exchange.respond(std::move(response));
}

Task<void> rotate_session(Auth& auth, Exchange& exchange) {
    const Settings& settings = auth.services.settings;
    Session session = session_to_change(auth, exchange.request);
    exchange.subject = session.person;
    const std::string before = session.hash();
    session.token = random_token();
    std::vector<Statement> statements;
    statements.push_back({"SELECT wf._rotate_session($1::bigint, $2::bytea, $3::bytea, $4::interval)", {session.tenant, before, session.hash(), seconds(auth.limits.idle_minutes)}});
    co_await auth.services.database.run_as_gateway(std::move(statements), false);
    const nlohmann::json answer = {{"csrf_token", csrf_token(session, settings.secret)}};
    Response response = json(answer.dump());
    set_cookie(response, settings, cookie_value(session, settings.secret), std::chrono::minutes(auth.limits.session_minutes));
    co_await exchange.respond(std::move(response));
}

Task<void> tell_who(Auth& auth, Exchange& exchange) {
    Transaction transaction;
    transaction.caller = co_await somebody(auth.services, exchange);
    const bool is_person = transaction.caller.kind == Caller::Kind::person, by_cookie = transaction.caller.by_cookie;
    transaction.statements.push_back({"SELECT pg_catalog.current_setting('request.jwt.claims')", {}});
    const std::vector<Result> results = co_await auth.services.database.run(std::move(transaction));
    const nlohmann::json claims = nlohmann::json::parse(results[0].value(0, 0));
    nlohmann::json answer = {{"kind", is_person ? "person" : "application"}, {"role", claims.at("role")}, {"tenant", claims.at("tenant")}};
    if (claims.contains("sub")) { answer["person"] = claims["sub"]; }
    if (claims.contains("client_id")) { answer["client_id"] = claims["client_id"]; }
    if (by_cookie) { answer["csrf_token"] = csrf_token(*session_of(exchange.request, auth.services.settings), auth.services.settings.secret); }
    Response response = json(answer.dump());
    co_await exchange.respond(std::move(response));
}

Task<void> limited(Auth& auth, Exchange& exchange, Task<void> (*handler)(Auth&, Exchange&)) {
    auth.rate.check(exchange.request.address);
    co_await handler(auth, exchange);
}

}  // namespace

void add_auth_routes(Services& services, RateLimit& rate) {
    const auto auth = std::make_shared<Auth>(Auth{services, read_limits(services.settings), read_issuers(services.settings), rate});
    services.caller = [auth](Exchange& exchange) { return caller_of(*auth, exchange); };
    const auto add = [&](http::verb method, const std::string& path, Task<void> (*handler)(Auth&, Exchange&)) {
        services.router.add({method, path, [auth, handler](Exchange& exchange) { return limited(*auth, exchange, handler); }});
    };
    add(http::verb::post, "/auth/token", give_token);
    add(http::verb::post, "/auth/logout", end_session);
    add(http::verb::post, "/auth/rotate", rotate_session);
    add(http::verb::get, "/auth/me", tell_who);
}

}  // namespace wf::gateway
