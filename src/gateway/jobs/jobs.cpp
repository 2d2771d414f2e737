#include "gateway/jobs/jobs.hpp"

#include "gateway/base/section.hpp"
#include "gateway/http/wait.hpp"
#include "gateway/jobs/arguments.hpp"
#include "gateway/jobs/line.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <utility>

namespace wf::gateway {
namespace {

using Clock = std::chrono::steady_clock;

constexpr long longest_wait = 25;  // seconds: proxies give up after 30 or more

// What a request may say, and the function of the database that does it.
struct Verb {
    std::string_view function;
    std::string_view result;  // what its answer is called
    std::vector<Argument> arguments;
};

// The topic is in the path, and waiting is ours.
const std::array<Argument, 6> fetch_arguments = {{
    {"topic", "text"}, {"worker", "text", true}, {"max_jobs", "integer"}, {"lease", "interval"}, {"tenant_id", "bigint"}, {"wait", ""},
}};
const Verb complete = {"complete_job", "version",
                       {{"job_id", "bigint", true}, {"data", "jsonb"}, {"actor", "text"}, {"request_id", "text"}, {"expected_version", "bigint"}, {"tenant_id", "bigint"}}};
const Verb fail = {"fail_job", "version",
                   {{"job_id", "bigint", true}, {"error", "text", true}, {"retry_after", "interval"}, {"error_code", "text"}, {"actor", "text"}, {"request_id", "text"},
                    {"expected_version", "bigint"}, {"tenant_id", "bigint"}}};
const Verb extend = {"extend_job", "leased_until", {{"job_id", "bigint", true}, {"worker", "text", true}, {"lease", "interval"}, {"tenant_id", "bigint"}}};

struct Jobs {
    Services& services;
    std::chrono::milliseconds poll;
    Lines lines;
};

Task<std::string> run_one(Services& services, Exchange& exchange, Caller caller, Statement statement) {
    Transaction transaction;
    transaction.caller = std::move(caller);
    transaction.read_only = false;
    transaction.method = "POST";
    transaction.path = exchange.request.path;
    if (const std::string key(exchange.request.header("Idempotency-Key")); !key.empty()) {
        transaction.headers = nlohmann::json{{"idempotency-key", key}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    transaction.statements.push_back(std::move(statement));
    std::vector<Result> results = co_await services.database.run(std::move(transaction));
    co_return std::string(results.at(0).value(0, 0));
}

Task<void> command(Services& services, const Verb& verb, Exchange& exchange) {
    Caller caller = co_await somebody(services, exchange);
    const std::string body = co_await exchange.body();
    const nlohmann::json given = read_arguments(body, verb.arguments);
    Statement statement = call_of(services.settings.schema, verb.function, given, verb.arguments);
    statement.text = "SELECT jsonb_build_object('" + std::string(verb.result) + "', " + statement.text + ")";
    std::string answer = co_await run_one(services, exchange, std::move(caller), std::move(statement));
    co_await exchange.respond(json(std::move(answer)));
}

Clock::time_point end_of_wait(const nlohmann::json& given) {
    const nlohmann::json wait = given.value("wait", nlohmann::json(0));
    if (!wait.is_number() || wait.get<double>() < 0) { throw Failure(400, "PGRST102", "wait must be a number of seconds.", {}, "At most 25."); }
    const double seconds = std::min(wait.get<double>(), static_cast<double>(longest_wait));
    return Clock::now() + std::chrono::milliseconds(static_cast<long>(seconds * 1000));
}

// Gives back empty when the time is over or the gateway stops, and nothing at all when the client has left.
Task<std::optional<std::string>> jobs_in_time(Jobs& jobs, Exchange& exchange, Caller caller, Statement statement, std::string line, Clock::time_point until) {
    const std::string none = "[]";
    asio::steady_timer timer(jobs.services.io);
    const std::string first = co_await run_one(jobs.services, exchange, caller, statement);
    if (first != none) { co_return first; }
    const Lines::Place place(jobs.lines, line, timer);
    while (Clock::now() < until && !exchange.is_stopping()) {
        timer.expires_at(std::min(until, Clock::now() + jobs.poll));
        const bool is_there = co_await wait_with_client(exchange, timer);
        if (!is_there) { co_return std::nullopt; }
        if (!place.is_first() || exchange.is_stopping()) { continue; }
        const std::string found = co_await run_one(jobs.services, exchange, caller, statement);
        if (found != none) { co_return found; }
    }
    co_return none;
}

// Owns its part of the lines: it may be the last that ends.
Task<void> fetch(std::shared_ptr<Jobs> jobs, Exchange& exchange) {
    Caller caller = co_await somebody(jobs->services, exchange);
    const std::string body = co_await exchange.body();
    nlohmann::json given = read_arguments(body, std::span(fetch_arguments).subspan(1));
    const Clock::time_point until = end_of_wait(given);
    given["topic"] = exchange.request.captured.at("topic");
    Statement statement = call_of(jobs->services.settings.schema, "fetch_jobs", given, std::span(fetch_arguments).first(5));
    statement.text = "SELECT coalesce(jsonb_agg(to_jsonb(j)), '[]') FROM " + statement.text + " j";
    std::string line = caller.subject + '\0' + given["topic"].get<std::string>();
    std::optional<std::string> found = co_await jobs_in_time(*jobs, exchange, std::move(caller), std::move(statement), std::move(line), until);
    if (!found) { throw Failure(499, "PGRST499", "The client has gone away."); }
    co_await exchange.respond(json(std::move(*found)));
}

}  // namespace

void add_jobs_routes(Services& services) {
    check_names(services.settings, "jobs", {"poll"});
    const auto jobs = std::make_shared<Jobs>(Jobs{services, std::chrono::milliseconds(number_in(services.settings, "jobs", "poll", 1000, 25'000)), {}});
    services.router.add({http::verb::post, "/jobs/{topic}/fetch", [jobs](Exchange& exchange) { return fetch(jobs, exchange); }});
    const auto add = [&](const std::string& name, const Verb& verb) {
        services.router.add({http::verb::post, "/jobs/{topic}/" + name, [&services, &verb](Exchange& exchange) { return command(services, verb, exchange); }});
    };
    add("complete", complete);
    add("fail", fail);
    add("extend", extend);
}

}  // namespace wf::gateway
