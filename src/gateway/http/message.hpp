// A request and its answer, as handlers see them.
#pragma once

#include "gateway/base/failure.hpp"

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::gateway {

namespace http = boost::beast::http;

struct Request {
    http::verb method = http::verb::unknown;
    std::string target;                                        // as it came
    std::string path;                                          // decoded, without . and .. segments
    std::vector<std::pair<std::string, std::string>> query;    // decoded, in order
    http::fields headers;
    std::map<std::string, std::string, std::less<>> captured;  // {name} of the route
    std::string address;                                       // of the client, behind trusted proxies
    std::string id;                                            // of this request, for the access log

    // The first of that name; empty if there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
    [[nodiscard]] bool is_reading() const { return method == http::verb::get || method == http::verb::head; }
};

// Splits and decodes the target. Throws Failure 400 for what is not a proper path or query.
void read_target(Request& request);

struct Response {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    Response& set(std::string name, std::string value);  // replaces those of that name
    Response& add(std::string name, std::string value);  // beside those of that name, such as Set-Cookie
};

[[nodiscard]] Response json(std::string body, unsigned status = 200);
[[nodiscard]] Response text(std::string body, unsigned status = 200);
[[nodiscard]] Response answer_to(const Failure& failure);  // {code, message, details, hint}

}  // namespace wf::gateway
