#include "gateway/db/database.hpp"

#include "gateway/base/failure.hpp"

#include <boost/asio/redirect_error.hpp>

#include <algorithm>
#include <iterator>

namespace wf::gateway {
namespace {

constexpr std::chrono::seconds connect_timeout{10};
constexpr std::chrono::seconds grace{5};  // for the server to end a statement by itself

Failure unavailable(const std::string& code, const std::string& message, const std::string& details, const std::string& hint) {
    Failure failure(503, code, message, details, hint);
    failure.headers.emplace_back("Retry-After", "1");
    return failure;
}

Failure of(const ConnectionLost& lost) {
    if (!lost.sent) { return unavailable("PGRST000", "The database cannot be reached.", lost.message, {}); }
    return unavailable("08006", "The connection to the database was lost: whether the call was done is not known.", lost.message,
                       "Repeat it with the same Idempotency-Key.");
}

Statement settings_of(const Transaction& transaction, std::chrono::seconds timeout) {
    // Until somebody is entered it has no more rights than to ask who it is.
    return {"SELECT set_config('role', 'wf_gateway', true), set_config('transaction_read_only', $1, true), set_config('statement_timeout', $2, true), "
            "set_config('request.method', $3, true), set_config('request.path', $4, true), set_config('request.headers', $5, true)",
            {transaction.read_only ? "on" : "off", std::to_string(timeout.count()) + "s", transaction.method, transaction.path,
             transaction.headers}};
}

}  // namespace

// A connection of the pool for as long as it lives.
class Database::Lease {
public:
    Lease(Database& database, std::unique_ptr<Connection> connection) : database_(database), connection_(std::move(connection)) {}
    ~Lease() { database_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() { return *connection_; }

private:
    Database& database_;
    std::unique_ptr<Connection> connection_;
};

Task<std::unique_ptr<Connection>> Database::separate_connection() {
    auto connection = std::make_unique<Connection>(io_, settings_.prepared_statements);
    co_await connection->connect(settings_.database, connect_timeout);
    co_return connection;
}

Task<std::unique_ptr<Connection>> Database::open() {
    ++open_;
    try {
        auto connection = std::make_unique<Connection>(io_, settings_.prepared_statements);
        co_await connection->connect(settings_.database, connect_timeout);
        co_return connection;
    } catch (...) {
        --open_;
        wake_one();
        throw;
    }
}

Task<void> Database::wait_for_one(std::chrono::steady_clock::time_point until) {
    asio::steady_timer turn(io_, until);
    waiting_.push_back(&turn);
    error_code error;
    co_await turn.async_wait(asio::redirect_error(asio::use_awaitable, error));
    const auto mine = std::find(waiting_.begin(), waiting_.end(), &turn);
    if (mine == waiting_.end()) { co_return; }  // woken
    waiting_.erase(mine);
    ++counts_.timeouts;
    throw unavailable("PGRST003", "All connections to the database are busy.", {}, "Try again in a moment, or raise the setting connections.");
}

Task<std::unique_ptr<Connection>> Database::acquire() {
    const auto until = std::chrono::steady_clock::now() + settings_.pool_wait;
    while (true) {
        while (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            if (PQconsumeInput(connection->get()) == 1 && PQstatus(connection->get()) == CONNECTION_OK) { co_return connection; }
            --open_;  // the server has closed it meanwhile
        }
        if (open_ < settings_.connections) { co_return co_await open(); }
        co_await wait_for_one(until);
    }
}

void Database::wake_one() {
    if (waiting_.empty()) { return; }
    asio::steady_timer* turn = waiting_.front();
    waiting_.pop_front();
    turn->cancel();
}

void Database::give_back(std::unique_ptr<Connection> connection) {
    if (closed_ || !connection->is_usable() || PQstatus(connection->get()) != CONNECTION_OK) {
        --open_;
    } else {
        idle_.push_back(std::move(connection));
    }
    wake_one();
}

Task<std::vector<Result>> Database::try_once(std::vector<Statement> statements) {
    Lease connection(*this, co_await acquire());
    ++counts_.transactions;
    co_return co_await (*connection).run(statements, settings_.statement_timeout + grace);
}

Task<std::vector<Result>> Database::run(Transaction transaction) {
    std::vector<Statement> all;
    all.push_back(settings_of(transaction, settings_.statement_timeout));
    if (!transaction.caller.enter.text.empty()) { all.push_back(transaction.caller.enter); }
    const std::size_t before = all.size();
    std::move(transaction.statements.begin(), transaction.statements.end(), std::back_inserter(all));
    for (bool is_second = false;; is_second = true) {
        try {
            std::vector<Result> results = co_await try_once(all);
            results.erase(results.begin(), results.begin() + static_cast<std::ptrdiff_t>(before));
            co_return results;
        } catch (const DatabaseError& error) {
            ++counts_.errors;
            const bool is_old_plan = error.code == "0A000" && error.message.find("cached plan") != std::string::npos;
            if (!is_old_plan || is_second) { throw; }
        } catch (const ConnectionLost& lost) {
            ++counts_.lost;
            if (is_second || (lost.sent && !transaction.read_only)) { throw of(lost); }
        }
    }
}

Task<std::vector<Result>> Database::run_as_gateway(std::vector<Statement> statements, bool read_only) {
    Transaction transaction;
    transaction.read_only = read_only;
    transaction.statements = std::move(statements);
    co_return co_await run(std::move(transaction));
}

Database::Counts Database::counts() const {
    Counts counts = counts_;
    counts.open = open_;
    counts.idle = idle_.size();
    counts.waiting = waiting_.size();
    return counts;
}

void Database::close() {
    closed_ = true;
    open_ -= idle_.size();
    idle_.clear();
}

}  // namespace wf::gateway
