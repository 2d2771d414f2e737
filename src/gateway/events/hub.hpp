// One reader of the log for all who listen: it asks the database once a second as long as anybody does, so that streams on which
// nothing happens cost nothing.
#pragma once

#include "gateway/base/asio.hpp"
#include "gateway/base/turns.hpp"
#include "gateway/db/database.hpp"
#include "gateway/events/changes.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>

namespace wf::gateway {

class Hub {
public:
    // One who listens, as long as it lives.
    class Listener {
    public:
        Listener(Hub& hub, const std::string& subject);  // throws Failure 429: this person has as many as are allowed
        ~Listener();
        Listener(const Listener&) = delete;
        Listener& operator=(const Listener&) = delete;

        asio::steady_timer timer;  // is cancelled when there is something
        std::deque<std::shared_ptr<const Changes>> told;

    private:
        friend class Hub;
        void add(const std::shared_ptr<const Changes>& changes);

        Hub& hub_;
        std::map<std::string, std::size_t>::iterator subject_;
        std::size_t waiting_ = 0;  // changes in `told`
    };

    struct Limits {
        std::chrono::milliseconds poll;
        std::size_t streams;  // of one person
    };

    Hub(asio::io_context& io, Database& database, Limits limits, std::function<bool()> is_stopping)
        : io_(io), database_(database), limits_(limits), is_stopping_(std::move(is_stopping)) {}

    // What has changed since a place, empty: only where the log ends. From there on listeners that are there already hear of everything.
    Task<Changes> changes_since(std::string place);

    // Up to where everybody has been told.
    [[nodiscard]] const std::string& place() const { return place_; }

private:
    Task<Changes> ask(std::string place);
    Task<void> follow();
    Task<void> step();
    void tell(Changes changes);
    void wake_all();

    asio::io_context& io_;
    Database& database_;
    Limits limits_;
    std::function<bool()> is_stopping_;
    std::unordered_set<Listener*> listeners_;
    std::map<std::string, std::size_t> streams_;  // by person
    std::string place_;
    Turns turns_{io_};  // to ask the database
    bool is_following_ = false;
    bool has_failed_ = false;
};

}  // namespace wf::gateway
