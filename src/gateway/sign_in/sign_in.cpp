#include "gateway/sign_in/sign_in.hpp"

#include "gateway/auth/cookie.hpp"
#include "gateway/auth/crypto.hpp"
#include "gateway/auth/limits.hpp"
#include "gateway/auth/rate_limit.hpp"
#include "gateway/auth/token.hpp"
#include "gateway/serve/errors.hpp"
#include "gateway/sign_in/provider.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace wf::gateway {
namespace {

using Json = nlohmann::json;

struct SignIn {
    Services& services;
    Limits limits;
    RateLimit& rate;
    HttpClient client;
    Providers providers;
    SpentStates spent;

    SignIn(Services& of, RateLimit& of_all)
        : services(of), limits(read_limits(of.settings)), rate(of_all), client(of.io), providers(read_providers(of.settings, client, of.io)) {}
};

Provider& provider_of(SignIn& sign_in, const Request& request) {
    const std::string& name = request.captured.at("name");
    const auto found = std::find_if(sign_in.providers.begin(), sign_in.providers.end(), [&](const auto& each) { return each->settings().name == name; });
    if (found == sign_in.providers.end()) { throw Failure(404, "PGRST305", "There is no such identity provider.", {}, "GET /auth/providers lists them."); }
    return **found;
}

// Empty if it is not there. Twice would let two readers see two things.
std::string only_parameter(const Request& request, const std::string& name) {
    const auto is_it = [&](const auto& each) { return each.first == name; };
    if (std::count_if(request.query.begin(), request.query.end(), is_it) > 1) { throw Failure(400, "PGRST305", "The parameter " + name + " is there twice."); }
    return request.parameter(name).value_or("");
}

void spend(SignIn& sign_in, const Attempt& attempt) {
    if (!sign_in.spent.spend(attempt, unix_time())) { refuse_sign_in(attempt.provider, "This sign-in has been completed already.", "the state came twice"); }
}

// Only codes as RFC 6749 has them are shown: whoever has made up the address could write anything there.
void check_no_error(const Request& request, const Provider& provider) {
    const std::string error = only_parameter(request, "error");
    if (error.empty()) { return; }
    const bool is_code = error.size() <= 50 && std::all_of(error.begin(), error.end(), [](unsigned char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    const std::string message = "The provider has not signed you in" + (is_code ? ": " + error + "." : std::string("."));
    refuse_sign_in(provider.settings().name, message, error + ": " + only_parameter(request, "error_description"));
}

void check_account(const Provider& provider, const Account& account) {
    const auto is_text = [](const std::string& text) { return text.size() <= 1000 && text.find('\0') == std::string::npos; };
    if (account.external_id.empty() || !is_text(account.external_id) || !is_text(account.union_id) || !is_text(account.name) || !is_text(account.mail)) {
        bad_answer(provider.settings().name, "the account has no id, or one that cannot be");
    }
}

// Always a new token: one that somebody has planted in this browser is worth nothing.
Task<Session> begin_session(SignIn& sign_in, const Provider& provider, const Account& account) {
    check_account(provider, account);
    Session session;
    session.token = random_token();
    const ProviderSettings& of = provider.settings();
    std::vector<Statement> statements;
    statements.push_back({"SELECT person_id, cell FROM wf._begin_session($1, $2, $3, $4::bytea, $5::interval, $6::interval, $7::bigint)",
                          {of.name, of.corp, account.external_id, session.hash(), seconds(sign_in.limits.idle_minutes), seconds(sign_in.limits.session_minutes),
                           of.tenant ? std::optional(std::to_string(*of.tenant)) : std::nullopt}});
    const std::vector<Result> results = co_await sign_in.services.database.run_as_gateway(std::move(statements), false);
    session.person = results[0].value(0, 0);
    session.tenant = results[0].value(0, 1);
    co_return session;
}

// The session that this browser had ends.
Task<void> end_previous(SignIn& sign_in, const Request& request) {
    try {
        const auto before = session_of(request, sign_in.services.settings);
        if (!before) { co_return; }
        std::vector<Statement> statements;
        statements.push_back({"SELECT wf._end_session($1::bigint, $2::bytea, false)", {before->tenant, before->hash()}});
        co_await sign_in.services.database.run_as_gateway(std::move(statements), false);
    } catch (const Failure& failure) {
        if (failure.status != 401) { throw; }  // not a cookie of ours
    } catch (const DatabaseError& error) {
        if (error.code != "28000") { throw; }  // it has ended already
    }
}

void set_session(SignIn& sign_in, Response& response, const Session& session) {
    const Settings& settings = sign_in.services.settings;
    set_cookie(response, settings, cookie_value(session, settings.secret), std::chrono::minutes(sign_in.limits.session_minutes));
}

bool is_for_people(const Request& request) { return request.header("Accept").find("text/html") != std::string_view::npos; }

// People see it in their browser: as plain text, in which nothing can be hidden.
Response for_people(Response response) {
    const Json said = Json::parse(response.body, nullptr, false);
    if (!said.is_object()) { return response; }
    std::string all = said.value("message", Json("")).get<std::string>() + "\n";
    if (said.contains("hint") && said["hint"].is_string()) { all += "\n" + said["hint"].get<std::string>() + "\n"; }
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.body = all;
    return response;
}

Task<void> list_providers(SignIn& sign_in, Exchange& exchange) {
    Json list = Json::array();
    for (const auto& each : sign_in.providers) {
        const ProviderSettings& of = each->settings();
        list.push_back({{"name", of.name}, {"kind", of.kind}, {"label", of.label}, {"login", "/auth/login/" + of.name}});
    }
    Response response = json(list.dump());
    co_await exchange.respond(std::move(response));
}

Task<void> begin(SignIn& sign_in, Exchange& exchange) {
    Provider& provider = provider_of(sign_in, exchange.request);
    std::string return_to = only_parameter(exchange.request, "return_to");
    if (return_to.empty()) { return_to = "/"; }
    if (!is_local_path(return_to)) {
        throw Failure(400, "PGRST305", "return_to must be a path of this gateway.", {}, "It begins with one slash, and what is not ASCII is percent-encoded.");
    }
    const Attempt attempt = begin_attempt(provider.settings().name, return_to);
    std::string address = co_await provider.address(attempt);
    Response response{303, {}, {}};
    response.set("Location", std::move(address));
    remember(response, sign_in.services.settings, attempt);
    co_await exchange.respond(std::move(response));
}

Task<Response> complete(SignIn& sign_in, Exchange& exchange, std::string state) {
    const Request& request = exchange.request;
    Provider& provider = provider_of(sign_in, request);
    const Attempt attempt = recall(request, sign_in.services.settings, provider.settings().name, state);
    spend(sign_in, attempt);
    check_no_error(request, provider);
    const Answer answer{only_parameter(request, provider.code_parameter()), only_parameter(request, "iss")};
    if (answer.code.empty()) { refuse_sign_in(provider.settings().name, "The provider has sent no code.", "no code"); }
    const Account account = co_await provider.account(attempt, answer);
    const Session session = co_await begin_session(sign_in, provider, account);
    exchange.subject = session.person;
    co_await end_previous(sign_in, request);
    Response response{303, {}, {}};
    response.set("Location", attempt.return_to);
    set_session(sign_in, response, session);
    co_return response;
}

Task<void> come_back(SignIn& sign_in, Exchange& exchange) {
    if (exchange.request.method == http::verb::head) { throw Failure(405, "PGRST117", "The method is not allowed here.", {}, "Allowed: GET."); }  // it would spend the code
    std::string state = only_parameter(exchange.request, "state");
    Response response;
    try {
        response = co_await complete(sign_in, exchange, state);
    } catch (...) {
        response = answer_to(std::current_exception(), exchange);
        if (is_for_people(exchange.request)) { response = for_people(std::move(response)); }
    }
    if (!state.empty()) { forget(response, sign_in.services.settings, state); }
    co_await exchange.respond(std::move(response));
}

// What a page inside the provider's app has got. Only a page of ours may bring it: else others could sign people in as somebody else.
Task<void> take_code(SignIn& sign_in, Exchange& exchange) {
    const Request& request = exchange.request;
    const Settings& settings = sign_in.services.settings;
    Provider& provider = provider_of(sign_in, request);
    check_origin(request, settings);
    const std::string body = co_await exchange.body(8192);
    const Json said = Json::parse(body, nullptr, false);
    if (!request.header("Content-Type").starts_with("application/json") || !said.is_object() || !said.contains("code") || !said["code"].is_string()) {
        throw Failure(400, "PGRST102", "The body must be a JSON object with code, a text.");
    }
    if (said.contains("state")) { spend(sign_in, recall(request, settings, provider.settings().name, said["state"].is_string() ? said["state"].get<std::string>() : "")); }
    std::string code = said["code"];
    const Account account = co_await provider.account_in_app(code);
    const Session session = co_await begin_session(sign_in, provider, account);
    exchange.subject = session.person;
    co_await end_previous(sign_in, request);
    const Json answer = {{"person", session.person}, {"csrf_token", csrf_token(session, settings.secret)}};
    Response response = json(answer.dump());
    set_session(sign_in, response, session);
    co_await exchange.respond(std::move(response));
}

Task<void> limited(SignIn& sign_in, Exchange& exchange, Task<void> (*handler)(SignIn&, Exchange&)) {
    sign_in.rate.check(exchange.request.address);
    co_await handler(sign_in, exchange);
}

}  // namespace

void add_sign_in_routes(Services& services, RateLimit& rate) {
    const auto sign_in = std::make_shared<SignIn>(services, rate);
    const auto add = [&](http::verb method, const std::string& path, Task<void> (*handler)(SignIn&, Exchange&)) {
        services.router.add({method, path, [sign_in, handler](Exchange& exchange) { return limited(*sign_in, exchange, handler); }});
    };
    add(http::verb::get, "/auth/providers", list_providers);
    add(http::verb::get, "/auth/login/{name}", begin);
    add(http::verb::get, "/auth/callback/{name}", come_back);
    add(http::verb::post, "/auth/code/{name}", take_code);
}

}  // namespace wf::gateway
