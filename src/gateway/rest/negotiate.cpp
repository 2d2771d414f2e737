#include "gateway/rest/negotiate.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

namespace wf::gateway {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
    return result;
}

std::vector<std::string> split(std::string_view text, char between) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(between), text.size());
        std::string_view part = text.substr(0, end);
        while (part.starts_with(' ')) { part.remove_prefix(1); }
        while (part.ends_with(' ')) { part.remove_suffix(1); }
        if (!part.empty()) { parts.emplace_back(part); }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// One media type of Accept; false: not one that can be given.
bool take_media(const std::string& media, Shape& shape) {
    const std::vector<std::string> parts = split(media, ';');
    const std::string type = parts.empty() ? "" : lower(parts.front());
    const bool is_object = type == "application/vnd.pgrst.object+json" || type == "application/vnd.pgrst.object";
    const bool is_array = type == "application/vnd.pgrst.array+json" || type == "application/vnd.pgrst.array";
    if (!is_object && !is_array && type != "application/json" && type != "application/*" && type != "*/*") { return false; }
    shape.is_object = is_object;
    shape.strips_nulls = (is_object || is_array) && std::find(parts.begin(), parts.end(), "nulls=stripped") != parts.end();
    return true;
}

void take_preference(const std::string& preference, Shape& shape) {
    const std::string word = lower(preference);
    if (word == "count=exact" || word == "count=planned" || word == "count=estimated") { shape.counts = true; }
    if (word == "tx=rollback") { throw Failure(400, "PGRST122", "A call cannot be tried and rolled back.", {}, "wf.simulate and wf.predict say what would happen."); }
}

Failure not_satisfiable(const std::string& details) {
    return Failure(416, "PGRST103", "Requested range not satisfiable", details);
}

}  // namespace

void check_profile(const Request& request, const std::string& schema) {
    const std::string_view wanted = request.header(request.is_reading() ? "Accept-Profile" : "Content-Profile");
    if (!wanted.empty() && wanted != schema) {
        throw Failure(406, "PGRST106", "Invalid schema: " + std::string(wanted.substr(0, 63)), {}, "Only the following schemas are exposed: " + schema);
    }
}

Shape shape_of(const Request& request) {
    Shape shape;
    const std::string_view accept = request.header("Accept");
    const std::vector<std::string> media = split(accept, ',');
    const auto fits = [&](const std::string& each) { return take_media(each, shape); };
    if (!media.empty() && std::none_of(media.begin(), media.end(), fits)) {
        throw Failure(406, "PGRST107", "None of these media types are available: " + std::string(accept.substr(0, 200)), {},
                      "application/json, application/vnd.pgrst.object+json (exactly one row) and application/vnd.pgrst.array+json;nulls=stripped are.");
    }
    for (const auto& field : request.headers) {
        if (field.name() != http::field::prefer) { continue; }
        for (const std::string& each : split({field.value().data(), field.value().size()}, ',')) { take_preference(each, shape); }
    }
    return shape;
}

void apply_range(const Request& request, Query& query) {
    const std::string_view range = request.header("Range");
    if (range.empty() || !request.is_reading()) { return; }
    std::int64_t first = 0, last = -1;
    const char* const end = range.data() + range.size();
    const auto from = std::from_chars(range.data(), end, first);
    if (from.ec != std::errc() || from.ptr == end || *from.ptr != '-') { return; }  // of another unit: not for us
    if (from.ptr + 1 != end) {
        const auto until = std::from_chars(from.ptr + 1, end, last);
        if (until.ec != std::errc() || until.ptr != end) { return; }
        if (last < first) { throw not_satisfiable("The lower boundary must be lower than or equal to the upper boundary in the Range header."); }
        const std::int64_t count = last - first + 1;
        query.limit = query.limit ? std::min(*query.limit, count) : count;
    }
    query.offset += first;
}

unsigned describe_page(Response& response, const Query& query, std::int64_t rows, std::optional<std::int64_t> total) {
    const std::string of = total ? std::to_string(*total) : "*";
    if (total && query.offset > 0 && query.offset >= *total) {
        Failure failure = not_satisfiable("An offset of " + std::to_string(query.offset) + " was requested, but there are only " + of + " rows.");
        failure.headers.emplace_back("Content-Range", "*/" + of);
        throw failure;
    }
    const std::string page = rows == 0 ? "*" : std::to_string(query.offset) + "-" + std::to_string(query.offset + rows - 1);
    response.set("Content-Range", page + "/" + of);
    return total && rows < *total ? 206 : 200;
}

std::string visible_headers(const Request& request) {
    nlohmann::json headers = nlohmann::json::object();
    for (const auto& field : request.headers) {
        const std::string name = lower({field.name_string().data(), field.name_string().size()});
        if (name != "authorization" && name != "cookie" && name != "apikey" && name != "proxy-authorization") { headers[name] = std::string(field.value()); }
    }
    headers["x-wf-address"] = request.address;
    return headers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace wf::gateway
