#include "gateway/rest/body.hpp"

#include "gateway/base/failure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace wf::gateway {
namespace {

// The members of a JSON object that is known to be right: where each value begins and ends.
class Members {
public:
    explicit Members(std::string_view text) : rest_(text) { skip("{"); }

    // False at the end.
    bool next(std::string_view& name, std::string_view& value) {
        skip(",");
        if (rest_.starts_with("}")) { return false; }
        name = take_value();
        skip(":");
        value = take_value();
        return true;
    }

private:
    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
    void skip(std::string_view sign) {
        skip_space();
        if (rest_.starts_with(sign)) { rest_.remove_prefix(1); }
        skip_space();
    }
    // In a text until its quote, in brackets until they are closed, else until a sign that ends it.
    std::string_view take_value() {
        std::size_t depth = 0, at = 0;
        bool in_text = false;
        for (; at < rest_.size(); ++at) {
            const char c = rest_[at];
            if (in_text) {
                if (c == '\\') { ++at; }
                if (c != '"') { continue; }
                in_text = false;
            } else if (c == '"') {
                in_text = true;
                continue;
            } else if (c == '{' || c == '[') {
                ++depth;
                continue;
            } else if (depth > 0 && (c == '}' || c == ']')) {
                --depth;
            } else if (depth == 0 && std::string_view(",:}] \t\r\n").find(c) != std::string_view::npos) {
                break;
            } else {
                continue;
            }
            if (depth == 0 && !in_text) {
                ++at;
                break;
            }
        }
        const std::string_view value = rest_.substr(0, at);
        rest_.remove_prefix(value.size());
        return value;
    }

    std::string_view rest_;
};

[[noreturn]] void refuse(const std::string& message, const std::string& details = {}, const std::string& hint = {}) {
    throw Failure(400, "PGRST102", message, details, hint);
}

// libpq ends a value at its first zero byte.
std::string whole(const std::string& name, std::string text) {
    if (text.find('\0') != std::string::npos) { throw Failure(400, "22021", "A text has a zero byte in it: " + name); }
    return text;
}

// {"a","b"}: an element is a text in quotes, or null.
std::string array_of(const std::string& name, const std::string& json) {
    const auto list = nlohmann::json::parse(json);
    std::string text = "{";
    for (const auto& each : list) {
        if (text.size() > 1) { text += ','; }
        if (each.is_null()) {
            text += "NULL";
            continue;
        }
        if (each.is_array()) { refuse("An array in an array is not taken: " + name); }
        const std::string element = each.is_string() ? whole(name, each.get<std::string>()) : each.dump();
        text += '"';
        for (const char c : element) {
            if (c == '"' || c == '\\') { text += '\\'; }
            text += c;
        }
        text += '"';
    }
    return text + "}";
}

}  // namespace

std::map<std::string, std::string, std::less<>> read_members(const std::string& body) {
    std::map<std::string, std::string, std::less<>> members;
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) { return members; }
    if (body[first] != '{') { refuse("The body must be a JSON object of arguments.", {}, "Such as {\"task_id\": 1000001}; {} for none."); }
    if (!nlohmann::json::accept(body)) { refuse("The body is not JSON."); }
    Members in(body);
    std::string_view name, value;
    while (in.next(name, value)) {
        const std::string plain = nlohmann::json::parse(name).get<std::string>();
        if (!members.emplace(plain, std::string(value)).second) { refuse("The body has a name twice: " + plain); }
    }
    return members;
}

std::optional<std::string> value_for(std::string_view type, const std::string& name, const std::string& json) {
    if (type == "jsonb" || type == "json") {
        if (json == "null") { return std::nullopt; }
        return json;
    }
    if (json == "null") { return std::nullopt; }
    if (json.starts_with('"')) {
        return whole(name, nlohmann::json::parse(json).get<std::string>());
    }
    if (json.starts_with('[') && type.ends_with("[]")) { return array_of(name, json); }
    if (json.starts_with('[') || json.starts_with('{')) { refuse("The argument " + name + " cannot be a JSON object or array.", "Its type is " + std::string(type) + "."); }
    return json;
}

}  // namespace wf::gateway
