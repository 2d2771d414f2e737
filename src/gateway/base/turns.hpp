// One after the other, in the order in which they came: whoever waits finds what the one before has fetched.
#pragma once

#include "gateway/base/asio.hpp"

#include <boost/asio/redirect_error.hpp>

#include <deque>

namespace wf::gateway {

class Turns {
public:
    // It is somebody's turn as long as this lives.
    class Turn {
    public:
        explicit Turn(Turns& turns) : turns_(&turns) {}
        Turn(Turn&& other) noexcept : turns_(other.turns_) { other.turns_ = nullptr; }
        ~Turn() {
            if (turns_ != nullptr) { turns_->next(); }
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        Turn& operator=(Turn&&) = delete;

    private:
        Turns* turns_;
    };

    explicit Turns(asio::io_context& io) : io_(io) {}

    // Afterwards the turn is the caller's, who makes a Turn of it at once.
    Task<void> wait() {
        if (!is_taken_) {
            is_taken_ = true;
            co_return;
        }
        asio::steady_timer turn(io_, asio::steady_timer::time_point::max());
        waiting_.push_back(&turn);
        error_code error;
        co_await turn.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }

private:
    void next() {
        if (waiting_.empty()) {
            is_taken_ = false;
            return;
        }
        waiting_.front()->cancel();  // it stays taken
        waiting_.pop_front();
    }

    asio::io_context& io_;
    bool is_taken_ = false;
    std::deque<asio::steady_timer*> waiting_;
};

}  // namespace wf::gateway
