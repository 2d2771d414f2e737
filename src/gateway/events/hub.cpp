#include "gateway/events/hub.hpp"

#include "gateway/base/failure.hpp"
#include "gateway/base/log.hpp"

#include <utility>

namespace wf::gateway {
namespace {

constexpr std::size_t most_waiting = 10'000;  // changes for one listener; then it is told to read again

Caller reader() {
    Caller caller;
    caller.kind = Caller::Kind::application;
    caller.enter = {"SELECT set_config('role', 'wf_reader', true)", {}};
    return caller;
}

}  // namespace

Hub::Listener::Listener(Hub& hub, const std::string& subject) : timer(hub.io_), hub_(hub), subject_(hub.streams_.try_emplace(subject, 0).first) {
    if (subject_->second >= hub.limits_.streams) {
        throw Failure(429, "PGRST429", "This person listens too often at once.", "At most " + std::to_string(hub.limits_.streams) + " times.",
                      "Let one tab listen for all of a browser, or raise the setting streams of [events].");
    }
    ++subject_->second;
    hub_.listeners_.insert(this);
}

Hub::Listener::~Listener() {
    hub_.listeners_.erase(this);
    if (--subject_->second == 0) { hub_.streams_.erase(subject_); }
}

void Hub::Listener::add(const std::shared_ptr<const Changes>& changes) {
    if (told.empty()) { waiting_ = 0; }
    waiting_ += changes->list.size();
    if (waiting_ > most_waiting) {
        told.clear();
        told.push_back(std::make_shared<const Changes>(Changes{changes->after, true, {}}));
    } else {
        told.push_back(changes);
    }
    timer.cancel();
}

Task<Changes> Hub::ask(std::string place) {
    Transaction transaction;
    transaction.caller = reader();
    Statement statement{"SELECT wf._changes($1)", {}};
    statement.values.push_back(place.empty() ? std::nullopt : std::optional(std::move(place)));
    transaction.statements.push_back(std::move(statement));
    try {
        std::vector<Result> results = co_await database_.run(std::move(transaction));
        co_return read_changes(results.at(0).value(0, 0));
    } catch (const DatabaseError& error) {
        if (error.code != "42501") { throw; }
        throw Failure(503, "42501", "The gateway may not read what has changed.", error.message, "GRANT wf_reader to its login role.");
    }
}

// One question after the other: what a newcomer has still to be told may be older than what the others have.
Task<Changes> Hub::changes_since(std::string place) {
    co_await turns_.wait();
    const Turns::Turn turn(turns_);
    if (is_following_ && (place.empty() || place == place_)) { co_return Changes{place_, false, {}}; }
    Changes changes = co_await ask(std::move(place));
    if (is_following_) {
        place_ = since_both(place_, changes.after);
    } else {
        is_following_ = true;
        place_ = changes.after;
        asio::co_spawn(io_, follow(), asio::detached);
    }
    co_return changes;
}

Task<void> Hub::follow() {
    asio::steady_timer pause(io_);
    while (!listeners_.empty() && !is_stopping_()) {
        pause.expires_after(limits_.poll);
        co_await pause.async_wait(asio::use_awaitable);
        try {
            co_await step();
            has_failed_ = false;
        } catch (const std::exception& error) {  // goes on from the same place
            if (!std::exchange(has_failed_, true)) { write_log("warning", {{"message", "what has changed cannot be read"}, {"error", error.what()}}); }
        }
    }
    is_following_ = false;
    wake_all();
}

Task<void> Hub::step() {
    co_await turns_.wait();
    const Turns::Turn turn(turns_);
    if (listeners_.empty() || is_stopping_()) { co_return; }
    std::string place = place_;
    Changes changes = co_await ask(std::move(place));
    place_ = changes.after;
    if (changes.is_reset || !changes.list.empty()) { tell(std::move(changes)); }
}

void Hub::tell(Changes changes) {
    const auto shared = std::make_shared<const Changes>(std::move(changes));
    for (Listener* listener : listeners_) { listener->add(shared); }
}

void Hub::wake_all() {
    for (Listener* listener : listeners_) { listener->timer.cancel(); }
}

}  // namespace wf::gateway
