// How often an address may try.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace wf::gateway {

class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimit(unsigned per_minute) : per_minute_(per_minute) {}

    // Whether one more is right. An IPv6 network (/64) counts as one: whoever has an address there has all.
    [[nodiscard]] bool take(const std::string& address, Clock::time_point now);
    // Throws Failure 429.
    void check(const std::string& address);

private:
    struct Bucket {
        double left;
        Clock::time_point at;
    };

    void forget_full(Clock::time_point now);

    double per_minute_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace wf::gateway
