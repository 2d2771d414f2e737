// The pool of connections to the database, and the one way to use it: a transaction as a caller.
#pragma once

#include "gateway/base/asio.hpp"
#include "gateway/base/settings.hpp"
#include "gateway/db/caller.hpp"
#include "gateway/db/connection.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace wf::gateway {

struct Transaction {
    Caller caller;
    bool read_only = true;
    std::vector<Statement> statements;
    // What functions of the database may look at: the settings request.method, request.path, request.headers (a JSON object).
    std::string method, path, headers = "{}";
};

class Database {
public:
    struct Counts {
        std::size_t open = 0, idle = 0, waiting = 0;
        std::uint64_t transactions = 0, errors = 0, lost = 0, timeouts = 0;
    };

    Database(asio::io_context& io, const Settings& settings) : io_(io), settings_(settings) {}

    // The results of the statements, after the commit. Throws DatabaseError (nothing was done); Failure 503 if there is no
    // connection, or if it was lost and nobody knows whether the transaction was done.
    Task<std::vector<Result>> run(Transaction transaction);

    // As the login role itself, for what the gateway keeps: Transaction::caller without `enter`.
    Task<std::vector<Result>> run_as_gateway(std::vector<Statement> statements, bool read_only);

    // One of its own, not of the pool: for LISTEN.
    Task<std::unique_ptr<Connection>> separate_connection();

    [[nodiscard]] Counts counts() const;
    void close();  // idle connections, and those in use when they come back

private:
    class Lease;

    Task<std::unique_ptr<Connection>> acquire();
    Task<std::unique_ptr<Connection>> open();
    Task<void> wait_for_one(std::chrono::steady_clock::time_point until);
    void give_back(std::unique_ptr<Connection> connection);
    void wake_one();
    Task<std::vector<Result>> try_once(std::vector<Statement> statements);

    asio::io_context& io_;
    const Settings& settings_;
    std::deque<std::unique_ptr<Connection>> idle_;
    std::deque<asio::steady_timer*> waiting_;
    std::size_t open_ = 0;
    bool closed_ = false;
    Counts counts_;
};

}  // namespace wf::gateway
