#include "gateway/http/message.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace wf::gateway {
namespace {

bool is_clean(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

nlohmann::json or_null(const std::string& text) { return text.empty() ? nlohmann::json(nullptr) : nlohmann::json(text); }

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(boost::beast::string_view(name.data(), name.size()));
    if (found == headers.end()) { return {}; }
    return {found->value().data(), found->value().size()};
}

std::optional<std::string> Request::parameter(std::string_view name) const {
    const auto found = std::find_if(query.begin(), query.end(), [&](const auto& each) { return each.first == name; });
    if (found == query.end()) { return std::nullopt; }
    return found->second;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    std::string_view rest = header("Cookie");
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) { return std::string(pair.substr(name.size() + 1)); }
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return std::nullopt;
}

void read_target(Request& request) {
    const auto parsed = boost::urls::parse_origin_form(request.target);
    if (!parsed) { throw Failure(400, "PGRST100", "The address of the request cannot be read.", request.target.substr(0, 200)); }
    request.path.clear();
    for (const auto& part : parsed->segments()) {
        if (part == "." || part == "..") { throw Failure(400, "PGRST100", "The path must not have . or .. in it."); }
        if (part.find('/') != std::string::npos || !is_clean(part)) { throw Failure(400, "PGRST100", "The path has a character that it must not have."); }
        request.path += "/" + part;
    }
    if (request.path.empty()) { request.path = "/"; }
    request.query.clear();
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    for (const auto& each : parsed->params(plus_is_space)) {
        request.query.emplace_back(each.key, each.value);
        if (each.key.find('\0') != std::string::npos || each.value.find('\0') != std::string::npos) {
            throw Failure(400, "PGRST100", "The query has a zero byte in it.");
        }
    }
}

Response& Response::set(std::string name, std::string value) {
    std::erase_if(headers, [&](const auto& each) { return boost::beast::iequals(each.first, name); });
    return add(std::move(name), std::move(value));
}

Response& Response::add(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response json(std::string body, unsigned status) {
    Response response{status, {}, std::move(body)};
    response.set("Content-Type", "application/json; charset=utf-8");
    return response;
}

Response text(std::string body, unsigned status) {
    Response response{status, {}, std::move(body)};
    response.set("Content-Type", "text/plain; charset=utf-8");
    return response;
}

Response answer_to(const Failure& failure) {
    const nlohmann::json body = {{"code", failure.code}, {"message", failure.message}, {"details", or_null(failure.details)}, {"hint", or_null(failure.hint)}};
    Response response = json(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), failure.status);
    for (const auto& [name, value] : failure.headers) { response.add(name, value); }
    return response;
}

}  // namespace wf::gateway
