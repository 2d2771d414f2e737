// One connection to PostgreSQL, by libpq without blocking. Several statements are one transaction and one round trip.
#pragma once

#include "gateway/base/asio.hpp"

#include <libpq-fe.h>

#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <exception>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wf::gateway {

struct Statement {
    std::string text;
    std::vector<std::optional<std::string>> values;  // $1, $2 ... as text; nullopt is null
};

// What a statement gave: all as text.
class Result {
public:
    explicit Result(PGresult* result) : result_(result, &PQclear) {}
    [[nodiscard]] int rows() const { return PQntuples(result_.get()); }
    [[nodiscard]] int columns() const { return PQnfields(result_.get()); }
    [[nodiscard]] std::string_view name(int column) const { return PQfname(result_.get(), column); }
    [[nodiscard]] bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }
    [[nodiscard]] std::string_view value(int row, int column) const {
        return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
    }
    [[nodiscard]] PGresult* get() const { return result_.get(); }

private:
    std::unique_ptr<PGresult, decltype(&PQclear)> result_;
};

// PostgreSQL refused: its own words.
struct DatabaseError : std::exception {
    std::string code, message, detail, hint;
    std::size_t statement = 0;  // which of the transaction

    [[nodiscard]] const char* what() const noexcept override { return message.c_str(); }
};

// The connection is of no use any more. `sent`: whether the transaction may have been done all the same.
struct ConnectionLost : std::exception {
    std::string message;
    bool sent = false;

    [[nodiscard]] const char* what() const noexcept override { return message.c_str(); }
};

class Connection {
public:
    Connection(asio::io_context& io, bool prepared_statements);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Throws ConnectionLost.
    Task<void> connect(std::string conninfo, std::chrono::seconds timeout);

    // All of them or none. Throws DatabaseError, after which the connection is as good as before, or ConnectionLost.
    Task<std::vector<Result>> run(std::span<const Statement> statements, std::chrono::seconds timeout);

    // LISTEN of a connection of its own: waits for the next batch of (channel, payload).
    Task<std::vector<std::pair<std::string, std::string>>> notifications();

    [[nodiscard]] bool is_usable() const { return usable_; }
    [[nodiscard]] PGconn* get() const { return conn_.get(); }

private:
    struct Prepared {
        std::string text, name;
    };
    struct Sent {
        enum class What { forgetting, preparing, running };
        std::size_t statement;
        What what;
        std::string text;
    };

    // Ends what is awaited when the time is over; until it goes out of scope.
    class Deadline {
    public:
        Deadline(Connection& connection, std::chrono::seconds timeout);
        ~Deadline();
        Deadline(const Deadline&) = delete;
        Deadline& operator=(const Deadline&) = delete;

    private:
        Connection& connection_;
    };

    Task<void> wait(bool for_writing);
    Task<void> flush();
    Task<Result> next();
    std::vector<Sent> send(std::span<const Statement> statements);
    void make_room(std::span<const Statement> statements, std::vector<Sent>& sent);
    void prepare(const Statement& statement, std::vector<Sent>& sent, std::size_t place);
    void forget(std::list<Prepared>::iterator prepared);
    Task<std::vector<Result>> collect(std::vector<Sent> sent, std::size_t count);
    [[noreturn]] void lose(const std::string& why, bool sent);

    std::unique_ptr<PGconn, decltype(&PQfinish)> conn_;
    asio::posix::stream_descriptor socket_;
    asio::steady_timer deadline_;
    std::shared_ptr<Connection*> alive_;  // timers ask it whether there still is a connection
    bool prepares_;
    bool usable_ = false;
    unsigned counter_ = 0;
    std::list<Prepared> prepared_;  // what was used last comes first
    std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_text_;  // into prepared_
};

}  // namespace wf::gateway
