#include "gateway/http/router.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace wf::gateway {
namespace {

using Captured = std::map<std::string, std::string, std::less<>>;

std::string_view take_segment(std::string_view& rest) {
    rest.remove_prefix(1);  // the slash
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    return segment;
}

bool matches(std::string_view pattern, std::string_view path, Captured& captured) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view rest = path.substr(1);
        const std::string_view wanted = take_segment(pattern);
        const bool is_name = wanted.starts_with('{') && wanted.ends_with('}');
        if (is_name && wanted.ends_with("*}")) {
            captured[std::string(wanted.substr(1, wanted.size() - 3))] = rest;
            return true;
        }
        const std::string_view segment = take_segment(path);
        if (is_name) {
            if (segment.empty()) { return false; }
            captured[std::string(wanted.substr(1, wanted.size() - 2))] = segment;
        } else if (segment != wanted) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

}  // namespace

const Route& Router::find(Request& request) const {
    std::string allowed;
    for (const http::verb wanted : {request.method, request.method == http::verb::head ? http::verb::get : request.method}) {
        for (const Route& route : routes_) {
            Captured captured;
            if (!matches(route.pattern, request.path, captured)) { continue; }
            if (route.method == wanted) {
                request.captured = std::move(captured);
                return route;
            }
            const std::string name(http::to_string(route.method));
            if (allowed.find(name) == std::string::npos) { allowed += (allowed.empty() ? "" : ", ") + name; }
        }
    }
    if (allowed.empty()) { throw Failure(404, "PGRST125", "There is nothing at this path.", request.path); }
    Failure failure(405, "PGRST117", "The method is not allowed here.", {}, "Allowed: " + allowed + ".");
    failure.headers.emplace_back("Allow", allowed);
    throw failure;
}

}  // namespace wf::gateway
