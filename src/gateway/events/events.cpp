#include "gateway/events/events.hpp"

#include "gateway/base/section.hpp"
#include "gateway/db/identifier.hpp"
#include "gateway/events/hub.hpp"
#include "gateway/http/wait.hpp"

#include <algorithm>
#include <chrono>
#include <charconv>
#include <memory>
#include <set>
#include <utility>

namespace wf::gateway {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest_wait{25};  // proxies give up after 30 or more
constexpr std::chrono::seconds until_retry{1};

struct Events {
    Services& services;
    Hub hub;
    std::chrono::seconds heartbeat;
};

// What of it this caller may see: with their rights, as they are now.
Task<Changes> visible(Services& services, Caller caller, Changes changes) {
    if (changes.list.empty()) { co_return changes; }
    std::string ids = "{";
    for (const Change& each : changes.list) { ids += (ids.size() > 1 ? "," : "") + std::to_string(each.instance); }
    Transaction transaction;
    transaction.caller = std::move(caller);
    transaction.method = "GET";
    transaction.path = "/events";
    Statement statement{"SELECT tenant_id, instance_id FROM " + identifier(services.settings.schema) + ".instance_list WHERE instance_id = ANY ($1::bigint[])", {}};
    statement.values.emplace_back(ids + "}");
    transaction.statements.push_back(std::move(statement));
    const std::vector<Result> results = co_await services.database.run(std::move(transaction));
    std::set<std::pair<std::string, std::string>> seen;
    for (int row = 0; row < results.at(0).rows(); ++row) { seen.emplace(results[0].value(row, 0), results[0].value(row, 1)); }
    std::erase_if(changes.list, [&](const Change& each) { return !seen.contains({std::to_string(each.tenant), std::to_string(each.instance)}); });
    co_return changes;
}

// The changes of one listener, from its place on.
class Feed {
public:
    Feed(Events& events, Caller caller) : events_(events), caller_(std::move(caller)), listener_(events.hub, caller_.subject) {}

    Task<Changes> begin(std::string place) {
        Changes changes = co_await events_.hub.changes_since(std::move(place));
        place_ = changes.after;
        co_return co_await visible(events_.services, caller_, std::move(changes));
    }

    // Nothing: the client has gone. Empty: the time is over, or the gateway stops.
    Task<std::optional<Changes>> next(Exchange& exchange, Clock::time_point until) {
        while (!exchange.is_stopping()) {
            while (!listener_.told.empty()) {
                const std::shared_ptr<const Changes> told = listener_.told.front();
                Changes seen = co_await visible(events_.services, caller_, since(*told, place_));
                listener_.told.pop_front();
                if (transaction_of(told->after) > transaction_of(place_)) { place_ = told->after; }
                if (seen.is_reset || !seen.list.empty()) { co_return seen; }
            }
            if (Clock::now() >= until) { break; }
            listener_.timer.expires_at(until);
            const bool is_there = co_await wait_with_client(exchange, listener_.timer);
            if (!is_there) { co_return std::nullopt; }
        }
        if (listener_.told.empty() && transaction_of(events_.hub.place()) > transaction_of(place_)) { place_ = events_.hub.place(); }
        co_return Changes{place_, false, {}};
    }

    // What nobody could be asked about is still there: later.
    Task<bool> pause(Exchange& exchange) {
        asio::steady_timer timer(events_.services.io, until_retry);
        co_return co_await wait_with_client(exchange, timer);
    }

private:
    Events& events_;
    Caller caller_;
    Hub::Listener listener_;
    std::string place_;
};

std::string place_in(const Request& request) {
    const std::string_view last = request.header("Last-Event-ID");
    return last.empty() ? request.parameter("after").value_or("") : std::string(last);
}

Task<void> go_on(Events& events, Exchange& exchange, Feed& feed) {
    while (!exchange.is_stopping()) {
        const Clock::time_point until = Clock::now() + events.heartbeat;
        std::optional<Changes> seen;
        bool has_failed = false;
        try {
            seen = co_await feed.next(exchange, until);
        } catch (const Failure&) {
            has_failed = true;
        }
        if (has_failed) {
            const bool is_there = co_await feed.pause(exchange);
            if (!is_there) { co_return; }
            continue;
        }
        if (!seen) { co_return; }
        // An id without data is kept by the client, and is no event.
        const bool is_quiet = !seen->is_reset && seen->list.empty();
        const std::string text = is_quiet ? ":\nid: " + seen->after + "\n\n" : as_events(*seen);
        co_await exchange.write(text);
    }
}

Task<void> stream(Events& events, Exchange& exchange, Caller caller) {
    Feed feed(events, std::move(caller));
    std::string place = place_in(exchange.request);
    const Changes first = co_await feed.begin(std::move(place));
    Response head;
    head.set("Content-Type", "text/event-stream; charset=utf-8").set("Cache-Control", "no-cache, no-store").set("X-Accel-Buffering", "no");
    co_await exchange.begin(std::move(head));
    if (exchange.request.method == http::verb::head) { co_return; }
    const std::string text = "retry: 3000\nevent: ready\n" + (first.list.empty() && !first.is_reset ? "id: " + first.after + "\n" : "") + "data: {}\n\n" + as_events(first);
    co_await exchange.write(text);
    bool has_ended = false;  // the caller may not be here any more: they sign in again
    try {
        co_await go_on(events, exchange, feed);
    } catch (const DatabaseError& error) {
        exchange.refusal = error.code;
        has_ended = true;
    }
    if (has_ended || exchange.is_stopping()) { co_await exchange.finish(); }
}

Clock::time_point end_of_wait(const Request& request) {
    const std::string text = request.parameter("wait").value_or("0");
    long seconds = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || seconds < 0) {
        throw Failure(400, "PGRST100", "wait must be a whole number of seconds.", {}, "At most 25.");
    }
    return Clock::now() + std::min(std::chrono::seconds(seconds), longest_wait);
}

Task<void> poll(Events& events, Exchange& exchange, Caller caller) {
    const Clock::time_point until = end_of_wait(exchange.request);
    Feed feed(events, std::move(caller));
    std::string place = place_in(exchange.request);
    const bool only_the_place = place.empty();
    Changes changes = co_await feed.begin(std::move(place));
    if (!only_the_place && !changes.is_reset && changes.list.empty()) {
        std::optional<Changes> seen = co_await feed.next(exchange, until);
        if (!seen) { throw Failure(499, "PGRST499", "The client has gone away."); }
        changes = std::move(*seen);
    }
    co_await exchange.respond(json(as_answer(changes)));
}

// Owns its part of what all streams have in common: it may be the last that ends.
Task<void> answer(std::shared_ptr<Events> events, Exchange& exchange) {
    Caller caller = co_await somebody(events->services, exchange);
    const bool is_stream = exchange.request.header("Accept").find("text/event-stream") != std::string_view::npos;
    if (is_stream) {
        co_await stream(*events, exchange, std::move(caller));
    } else {
        co_await poll(*events, exchange, std::move(caller));
    }
}

}  // namespace

void add_events_routes(Services& services) {
    const Settings& settings = services.settings;
    check_names(settings, "events", {"poll", "streams", "heartbeat"});
    const Hub::Limits limits{std::chrono::milliseconds(number_in(settings, "events", "poll", 1000, 60'000)),
                             static_cast<std::size_t>(number_in(settings, "events", "streams", 10, 100'000))};
    const std::chrono::seconds heartbeat(number_in(settings, "events", "heartbeat", 15, 300));
    const auto events = std::make_shared<Events>(Events{services, Hub(services.io, services.database, limits, [&services] { return services.server.is_stopping(); }), heartbeat});
    services.router.add({http::verb::get, "/events", [events](Exchange& exchange) { return answer(events, exchange); }});
}

}  // namespace wf::gateway
