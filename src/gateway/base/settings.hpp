// What an administrator sets: from a file, then WF_GATEWAY_* of the environment, then the command line; the later outranks.
#pragma once

#include "gateway/base/addresses.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wf::gateway {

// One [section] of the file: settings of a part that knows them itself, such as an identity provider.
using Section = std::map<std::string, std::string>;

struct Settings {
    std::string file;  // where they were read; empty: nowhere
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;       // 0: any free one, which is said at the start
    std::string public_url;          // what people type, without a slash at the end; empty: http://listen:port
    std::string database;            // libpq's words; empty: what PGHOST, PGDATABASE ... say
    unsigned connections = 8;        // to the database
    bool prepared_statements = true; // off behind PgBouncer before 1.21 in transaction mode
    std::string schema = "wf_api";   // the only one that is shown
    std::string secret;              // signs sessions and states, 32 bytes or more; or secret_file
    std::string web;                 // the folder of the pages; empty: none
    std::string tls_certificate;     // PEM files; empty: plain HTTP, for a proxy on the same machine
    std::string tls_key;
    std::vector<std::string> origins;          // other sites whose pages may call (CORS)
    Addresses trusted_proxies;                 // addresses and networks whose X-Forwarded-For is believed
    std::size_t max_body = std::size_t{1} << 20;  // bytes, except files
    std::size_t max_sockets = 10'000;
    std::chrono::milliseconds pool_wait{2'000};   // for a connection of the pool; then 503
    std::chrono::seconds header_timeout{10};
    std::chrono::seconds body_timeout{30};
    std::chrono::seconds idle_timeout{60};        // between two requests of a client
    std::chrono::seconds statement_timeout{30};
    std::chrono::seconds stop_timeout{10};        // for requests that run when it is told to stop
    std::map<std::string, Section> sections;      // [name] of the file

    [[nodiscard]] std::string url() const;  // public_url or what stands for it
};

// Throws std::runtime_error that names the setting, where it stands and what it may be. `arguments`: --name=value.
[[nodiscard]] Settings read_settings(const std::vector<std::string>& arguments);

// name, default, what it is: for --help and the reference.
[[nodiscard]] std::string describe_settings();

}  // namespace wf::gateway
