#include "gateway/auth/token_request.hpp"

#include "gateway/auth/crypto.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace wf::gateway {
namespace {

using Form = std::map<std::string, std::string>;

// Nothing if it is not a form, or says something twice.
std::optional<Form> read_form(const Request& request, const std::string& body) {
    const std::string_view type = request.header("Content-Type");
    if (!boost::beast::iequals(boost::beast::string_view(type.data(), std::min(type.find(';'), type.size())), "application/x-www-form-urlencoded")) { return std::nullopt; }
    const std::string target = "/?" + body;
    const auto parsed = boost::urls::parse_origin_form(target);
    if (!parsed) { return std::nullopt; }
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    Form form;
    for (const auto& each : parsed->params(plus_is_space)) {
        if (each.value.find('\0') != std::string::npos || !form.emplace(each.key, each.value).second) { return std::nullopt; }
    }
    return form;
}

std::optional<TokenRequest> read_basic(std::string_view header) {
    if (!boost::beast::iequals(boost::beast::string_view(header.data(), std::min<std::size_t>(header.size(), 6)), "Basic ")) { return std::nullopt; }
    const auto text = from_base64(header.substr(6));
    if (!text || text->find('\0') != std::string::npos || text->find(':') == std::string::npos) { return std::nullopt; }
    return TokenRequest{text->substr(0, text->find(':')), text->substr(text->find(':') + 1)};
}

}  // namespace

Response token_error(const std::string& error, unsigned status, const std::string& description) {
    const nlohmann::json body = {{"error", error}, {"error_description", description}};
    Response response = json(body.dump(), status);
    if (status == 401) { response.set("WWW-Authenticate", "Basic realm=\"wf-gateway\""); }
    return response;
}

std::optional<TokenRequest> read_token_request(const Request& request, const std::string& body, std::optional<Response>& refused) {
    const auto refuse = [&](const char* error, unsigned status, const char* description) -> std::optional<TokenRequest> {
        refused = token_error(error, status, description);
        return std::nullopt;
    };
    const auto form = read_form(request, body);
    if (!form || !request.query.empty()) { return refuse("invalid_request", 400, "Send a form in the body, with each parameter once, and nothing in the address."); }
    const auto grant = form->find("grant_type");
    if (grant == form->end()) { return refuse("invalid_request", 400, "grant_type is missing."); }
    if (grant->second != "client_credentials") { return refuse("unsupported_grant_type", 400, "Only client_credentials."); }
    const auto id = form->find("client_id"), secret = form->find("client_secret");
    const std::size_t headers = request.headers.count(http::field::authorization);
    if (headers > 1 || (headers == 1 && secret != form->end())) { return refuse("invalid_request", 400, "Credentials come in one way only."); }
    if (headers == 1) {
        const auto basic = read_basic(request.header("Authorization"));
        return basic ? basic : refuse("invalid_client", 401, "The header Authorization is not right.");
    }
    if (id == form->end() || secret == form->end()) { return refuse("invalid_client", 401, "client_id and client_secret are missing."); }
    return TokenRequest{id->second, secret->second};
}

}  // namespace wf::gateway
