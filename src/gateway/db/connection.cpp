#include "gateway/db/connection.hpp"

#include <boost/asio/redirect_error.hpp>

#include <utility>

namespace wf::gateway {
namespace {

constexpr std::size_t most_prepared = 500;

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string() : std::string(text);
}

DatabaseError error_of(const PGresult* result, std::size_t statement) {
    DatabaseError error;
    error.code = field(result, PG_DIAG_SQLSTATE);
    error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    error.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    error.hint = field(result, PG_DIAG_MESSAGE_HINT);
    error.statement = statement;
    return error;
}

}  // namespace

Connection::Connection(asio::io_context& io, bool prepared_statements)
    : conn_(nullptr, &PQfinish), socket_(io), deadline_(io), alive_(std::make_shared<Connection*>(this)), prepares_(prepared_statements) {}

Connection::~Connection() {
    if (socket_.is_open()) { socket_.release(); }  // libpq closes it
}

Connection::Deadline::Deadline(Connection& connection, std::chrono::seconds timeout) : connection_(connection) {
    connection.deadline_.expires_after(timeout);
    connection.deadline_.async_wait([weak = std::weak_ptr<Connection*>(connection.alive_)](error_code error) {
        const auto alive = weak.lock();
        if (error || !alive) { return; }
        Connection& late = **alive;
        const bool is_over = late.deadline_.expiry() <= std::chrono::steady_clock::now();
        if (is_over && late.socket_.is_open()) { late.socket_.cancel(); }
    });
}

Connection::Deadline::~Deadline() { connection_.deadline_.expires_at(std::chrono::steady_clock::time_point::max()); }

void Connection::lose(const std::string& why, bool sent) {
    usable_ = false;
    ConnectionLost lost;
    lost.message = why;
    lost.sent = sent;
    throw lost;
}

// A deadline that passes cancels this wait.
Task<void> Connection::wait(bool for_writing) {
    error_code error;
    co_await socket_.async_wait(for_writing ? asio::posix::stream_descriptor::wait_write : asio::posix::stream_descriptor::wait_read,
                                asio::redirect_error(asio::use_awaitable, error));
    if (error) { lose("the database did not answer in time", true); }
}

Task<void> Connection::connect(std::string conninfo, std::chrono::seconds timeout) {
    conn_.reset(PQconnectStart(conninfo.c_str()));
    if (conn_ == nullptr || PQstatus(conn_.get()) == CONNECTION_BAD) { lose(PQerrorMessage(conn_.get()), false); }
    const Deadline deadline(*this, timeout);
    for (PostgresPollingStatusType state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK; state = PQconnectPoll(conn_.get())) {
        if (state == PGRES_POLLING_FAILED) { lose(PQerrorMessage(conn_.get()), false); }
        if (socket_.is_open()) { socket_.release(); }  // libpq takes another with each address it tries
        socket_.assign(PQsocket(conn_.get()));
        co_await wait(state == PGRES_POLLING_WRITING);
    }
    if (socket_.is_open()) { socket_.release(); }
    socket_.assign(PQsocket(conn_.get()));
    if (PQsetnonblocking(conn_.get(), 1) != 0 || PQenterPipelineMode(conn_.get()) != 1) { lose(PQerrorMessage(conn_.get()), false); }
    by_text_.clear();
    prepared_.clear();
    usable_ = true;
}

void Connection::forget(std::list<Prepared>::iterator prepared) {
    by_text_.erase(prepared->text);
    prepared_.erase(prepared);
}

// Before all else, where nothing can have failed: so the server forgets them for certain.
void Connection::make_room(std::span<const Statement> statements, std::vector<Sent>& sent) {
    std::size_t more = 0;
    for (const Statement& statement : statements) {
        const auto found = by_text_.find(statement.text);
        if (found == by_text_.end()) {
            ++more;
        } else {
            prepared_.splice(prepared_.begin(), prepared_, found->second);
        }
    }
    for (; more > 0 && prepared_.size() + more > most_prepared && !prepared_.empty(); forget(std::prev(prepared_.end()))) {
        const std::string text = "DEALLOCATE " + prepared_.back().name;
        if (PQsendQueryParams(conn_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) { lose(PQerrorMessage(conn_.get()), false); }
        sent.push_back({0, Sent::What::forgetting, text});
    }
}

void Connection::prepare(const Statement& statement, std::vector<Sent>& sent, std::size_t place) {
    if (!prepares_ || by_text_.count(statement.text) != 0) { return; }
    const std::string name = "g" + std::to_string(++counter_);
    if (PQsendPrepare(conn_.get(), name.c_str(), statement.text.c_str(), 0, nullptr) != 1) { lose(PQerrorMessage(conn_.get()), false); }
    prepared_.push_front({statement.text, name});
    by_text_.emplace(prepared_.front().text, prepared_.begin());
    sent.push_back({place, Sent::What::preparing, statement.text});
}

std::vector<Connection::Sent> Connection::send(std::span<const Statement> statements) {
    std::vector<Sent> sent;
    if (prepares_) { make_room(statements, sent); }
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const Statement& statement = statements[i];
        std::vector<const char*> values;
        for (const auto& value : statement.values) { values.push_back(value ? value->c_str() : nullptr); }
        const int count = static_cast<int>(values.size());
        prepare(statement, sent, i);
        const auto found = by_text_.find(statement.text);
        const int done = found == by_text_.end()
                             ? PQsendQueryParams(conn_.get(), statement.text.c_str(), count, nullptr, values.data(), nullptr, nullptr, 0)
                             : PQsendQueryPrepared(conn_.get(), found->second->name.c_str(), count, values.data(), nullptr, nullptr, 0);
        if (done != 1) { lose(PQerrorMessage(conn_.get()), false); }
        sent.push_back({i, Sent::What::running, statement.text});
    }
    if (PQpipelineSync(conn_.get()) != 1) { lose(PQerrorMessage(conn_.get()), false); }
    return sent;
}

// While it writes, the server may have to get rid of answers first.
Task<void> Connection::flush() {
    for (int left = PQflush(conn_.get()); left != 0; left = PQflush(conn_.get())) {
        if (left < 0) { lose(PQerrorMessage(conn_.get()), true); }
        if (PQconsumeInput(conn_.get()) != 1) { lose(PQerrorMessage(conn_.get()), true); }
        co_await wait(true);
    }
}

// The next result, never a null one.
Task<Result> Connection::next() {
    while (true) {
        while (PQisBusy(conn_.get()) != 0) {
            co_await wait(false);
            if (PQconsumeInput(conn_.get()) != 1) { lose(PQerrorMessage(conn_.get()), true); }
        }
        PGresult* result = PQgetResult(conn_.get());
        if (result != nullptr) { co_return Result(result); }
        if (PQstatus(conn_.get()) == CONNECTION_BAD) { lose(PQerrorMessage(conn_.get()), true); }
    }
}

Task<std::vector<Result>> Connection::collect(std::vector<Sent> sent, std::size_t count) {
    std::vector<Result> results;
    results.reserve(count);
    std::optional<DatabaseError> failure;
    for (const Sent& each : sent) {
        Result result = co_await next();
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_FATAL_ERROR && !failure) { failure = error_of(result.get(), each.statement); }
        const bool failed = status == PGRES_FATAL_ERROR || status == PGRES_PIPELINE_ABORTED;
        const auto prepared = by_text_.find(each.text);
        if (failed && each.what == Sent::What::preparing && prepared != by_text_.end()) { forget(prepared->second); }
        if (!failed && each.what == Sent::What::running) { results.push_back(std::move(result)); }
        if (PQstatus(conn_.get()) == CONNECTION_BAD) { lose(PQerrorMessage(conn_.get()), true); }
    }
    while (true) {  // an error of the commit comes before the end
        Result result = co_await next();
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) { break; }
        if (!failure) { failure = error_of(result.get(), count); }
    }
    if (failure) {
        if (failure->code == "0A000" && failure->message.find("cached plan") != std::string::npos) { usable_ = false; }
        throw *failure;
    }
    co_return results;
}

Task<std::vector<Result>> Connection::run(std::span<const Statement> statements, std::chrono::seconds timeout) {
    const Deadline deadline(*this, timeout);
    std::vector<Sent> sent = send(statements);
    co_await flush();
    std::vector<Result> results = co_await collect(std::move(sent), statements.size());
    co_return results;
}

Task<std::vector<std::pair<std::string, std::string>>> Connection::notifications() {
    std::vector<std::pair<std::string, std::string>> found;
    while (found.empty()) {
        while (PGnotify* notify = PQnotifies(conn_.get())) {
            found.emplace_back(notify->relname, notify->extra);
            PQfreemem(notify);
        }
        if (!found.empty()) { break; }
        co_await wait(false);
        if (PQconsumeInput(conn_.get()) != 1) { lose(PQerrorMessage(conn_.get()), false); }
    }
    co_return found;
}

}  // namespace wf::gateway
