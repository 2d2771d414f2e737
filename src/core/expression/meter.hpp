// What one evaluation may still spend. Whatever work grows with its input is charged here before it is done.
#pragma once

#include "core/expression/expression.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace wf::feel {

class Meter {
public:
    // `steps`, if given: what was spent before, and in the end what is spent then.
    Meter(const Limits& limits, void (*interrupt)(), std::size_t* steps = nullptr)
        : limits_(limits),
          interrupt_(interrupt),
          steps_(steps),
          settled_(steps != nullptr ? std::min(*steps, limits.max_steps) : 0),
          left_(portion()) {}
    ~Meter() {
        if (steps_ != nullptr) *steps_ = settled_ + portion() - left_;
    }
    Meter(const Meter&) = delete;

    void charge(std::size_t steps = 1) {
        if (steps < left_) {
            left_ -= steps;
            return;
        }
        settle(steps);
    }

    // Before a list of this size, or a text of this many bytes, is made.
    void charge_list(std::size_t items) {
        limit_list(items);
        charge(items);
    }
    void limit_list(std::size_t items) const {
        if (items > limits_.max_list)
            throw LimitExceeded{"list has more than " + std::to_string(limits_.max_list) + " items"};
    }
    void charge_text(std::size_t bytes) {
        if (bytes > max_string)
            throw LimitExceeded{"text is longer than " + std::to_string(max_string) + " bytes"};
        charge(bytes / 64);
    }

private:
    static constexpr std::size_t max_string = 1024 * 1024;
    static constexpr std::size_t pause = 1024;  // steps between two calls of interrupt

    // Steps are counted down in portions of `pause`, so that the way without interrupt is one comparison.
    void settle(std::size_t steps) {
        settled_ += portion() - left_ + steps;
        if (settled_ >= limits_.max_steps)
            throw LimitExceeded{"expression takes more than " + std::to_string(limits_.max_steps) + " steps"};
        if (interrupt_ != nullptr) interrupt_();
        left_ = portion();
    }

    std::size_t portion() const { return std::min(pause, limits_.max_steps - settled_); }

    const Limits& limits_;
    void (*interrupt_)();
    std::size_t* steps_;
    std::size_t settled_;  // steps before the portion that is being used
    std::size_t left_;
};

}  // namespace wf::feel
