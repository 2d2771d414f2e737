#include "gateway/auth/identify.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <utility>

namespace wf::gateway {
namespace {

Failure unauthorized(const std::string& code, const std::string& message, const std::string& hint) {
    Failure failure(401, code, message, {}, hint);
    failure.headers.emplace_back("WWW-Authenticate", "Bearer");
    return failure;
}

// The function has been asked before the role is another one: EXECUTE is looked up when the statement begins.
Statement enter(const std::string& call, std::vector<std::optional<std::string>> values) {
    return {"SELECT set_config('role', e.role, true), set_config('request.jwt.claims', e.claims, true), "
            "set_config('wf_engine.tenant', e.claims::json ->> 'tenant', true) FROM wf." + call + " e",
            std::move(values)};
}

// libpq ends a value at its first zero byte: "alice\0" would be alice.
std::string word(const nlohmann::json& claims, const std::string& name) {
    const auto found = claims.find(name);
    const std::string text = found != claims.end() && found->is_string() ? found->get<std::string>() : std::string();
    if (text.empty() || text.size() > 1000 || text.find('\0') != std::string::npos) {
        throw unauthorized("PGRST303", "The token does not say who it is.", "It needs the claim " + name + ", a text.");
    }
    return text;
}

std::optional<std::string> tenant_of(const nlohmann::json& claims) {
    const auto found = claims.find("tenant");
    if (found == claims.end()) { return std::nullopt; }
    if (!found->is_number_integer()) { throw unauthorized("PGRST303", "The claim tenant must be a number.", {}); }
    return found->dump();
}

}  // namespace

std::optional<std::string> bearer_of(const Request& request) {
    const std::size_t count = request.headers.count(http::field::authorization);
    if (count == 0) { return std::nullopt; }
    if (count > 1) { throw Failure(400, "PGRST301", "There are two headers Authorization."); }
    std::string_view value = request.header("Authorization");
    if (!boost::beast::iequals(boost::beast::string_view(value.data(), std::min<std::size_t>(value.size(), 7)), "Bearer ")) {
        throw unauthorized("PGRST301", "Only Authorization: Bearer is taken.", "Applications get a token by POST /auth/token.");
    }
    value.remove_prefix(7);
    return std::string(value);
}

Caller caller_of_token(const std::string& token, const std::vector<Issuer>& issuers, std::int64_t now) {
    const Issuer* issuer = nullptr;
    const nlohmann::json claims = verify(token, issuers, now, issuer);
    Caller caller;
    if (issuer->name.empty() && claims.contains("client_id")) {
        caller.kind = Caller::Kind::application;
        caller.subject = word(claims, "client_id");
        caller.enter = enter("_enter_client($1, $2)", {caller.subject, word(claims, "secret_tag")});
        return caller;
    }
    caller.kind = Caller::Kind::person;
    caller.subject = word(claims, issuer->subject);
    if (issuer->name.empty()) {
        caller.enter = enter("_enter_person($1, $2::bigint)", {caller.subject, tenant_of(claims)});
    } else {
        const auto tenant = issuer->tenant ? std::optional(std::to_string(*issuer->tenant)) : std::nullopt;
        caller.enter = enter("_enter_identity($1, $2, $3, $4::bigint)", {issuer->name, issuer->corp, caller.subject, tenant});
        caller.subject = issuer->name + ":" + caller.subject;
    }
    return caller;
}

Caller caller_of_session(const Session& session) {
    Caller caller;
    caller.kind = Caller::Kind::person;
    caller.subject = session.person;
    caller.by_cookie = true;
    caller.enter = enter("_enter_session($1::bigint, $2::bytea)", {session.tenant, session.hash()});
    return caller;
}

}  // namespace wf::gateway
