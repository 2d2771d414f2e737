// Calls of others by HTTPS: libcurl in threads of its own, since it blocks, awaited by the loop.
#pragma once

#include "gateway/base/asio.hpp"

#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::gateway {

struct HttpCall {
    std::string url;  // https, or http of this machine itself
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;              // sent by POST; empty: GET
    std::string content_type = "application/json";
};

struct HttpAnswer {
    unsigned status = 0;
    std::string body;
};

// Whether it is an address that may be asked, and that a browser may be sent to.
[[nodiscard]] bool is_outside_address(const std::string& url);

class HttpClient {
public:
    static constexpr std::size_t threads = 8, most_waiting = 200, most_bytes = 256 * 1024;

    explicit HttpClient(asio::io_context& io);
    ~HttpClient();  // ends calls that run
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Redirects are not followed, and no proxy of the environment is asked. Throws Failure 502 (refused, no certificate that counts, too long an
    // answer), 503 (too many calls wait), 504 (too slow).
    Task<HttpAnswer> ask(HttpCall call);

    void set_timeout(std::chrono::milliseconds timeout) { timeout_ = timeout; }

private:
    asio::io_context& io_;
    std::chrono::milliseconds timeout_{10'000};
    std::size_t calls_ = 0;
    std::atomic<bool> is_ending_ = false;
    asio::thread_pool pool_{threads};
};

// application/x-www-form-urlencoded
[[nodiscard]] std::string url_encoded(std::string_view text);
[[nodiscard]] std::string form(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace wf::gateway
