// The session of a browser: its cookie, and what keeps other sites from using it.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/http/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::gateway {

// What the cookie says. It is signed, so that a forged one never reaches the database; whether it counts, the database says.
struct Session {
    std::string tenant;  // the cell, a number
    std::string person;  // for the access log
    std::string token;   // random

    [[nodiscard]] std::string hash() const;  // as wf.login_session has it
};

[[nodiscard]] std::string cookie_name(const Settings& settings);  // __Host-wf_session where people come by https

[[nodiscard]] std::string cookie_value(const Session& session, std::string_view secret);
[[nodiscard]] std::optional<Session> read_cookie_value(std::string_view value, std::string_view secret);

// The session of a request; nothing without a cookie. Throws Failure 401 for one that is not ours, and for two of the name.
[[nodiscard]] std::optional<Session> session_of(const Request& request, const Settings& settings);

void set_cookie(Response& response, const Settings& settings, const std::string& value, std::chrono::seconds lifetime);
void clear_cookie(Response& response, const Settings& settings);

// For the header X-CSRF-Token: goes with one token of one session, so that a cookie somebody has planted makes no other right.
[[nodiscard]] std::string csrf_token(const Session& session, std::string_view secret);

// https://host:port of an address, in lower case.
[[nodiscard]] std::string origin_of(std::string_view url);

[[nodiscard]] bool is_https(const Settings& settings);  // as people come

// What is signed for one purpose is of no use for another.
[[nodiscard]] std::string key_for(std::string_view secret, std::string_view purpose);

// All cookies of the name, in all headers.
[[nodiscard]] std::vector<std::string> cookies(const Request& request, const std::string& name);

// Throws Failure 403 unless Origin is ours.
void check_origin(const Request& request, const Settings& settings);

// Throws Failure 403 unless it came from a page of ours: Origin and the CSRF token.
void check_same_site(const Request& request, const Session& session, const Settings& settings);

}  // namespace wf::gateway
