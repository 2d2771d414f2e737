#include "gateway/auth/rate_limit.hpp"

#include "gateway/base/failure.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace wf::gateway {
namespace {

constexpr std::size_t most_addresses = 10'000;

double minutes(RateLimit::Clock::duration time) { return std::chrono::duration<double, std::ratio<60>>(time).count(); }

std::string network_of(const std::string& address) {
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(address, error);
    if (error || !parsed.is_v6()) { return address; }
    const auto bytes = parsed.to_v6().to_bytes();
    return std::string(bytes.begin(), bytes.begin() + 8);
}

}  // namespace

// Whoever has not come for a minute has all of it again, and need not be known.
void RateLimit::forget_full(Clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& each) { return minutes(now - each.second.at) >= 1; });
    if (buckets_.size() >= most_addresses) { buckets_.clear(); }
}

bool RateLimit::take(const std::string& address, Clock::time_point now) {
    const std::string network = network_of(address);
    if (buckets_.size() >= most_addresses && buckets_.count(network) == 0) { forget_full(now); }
    Bucket& bucket = buckets_.try_emplace(network, Bucket{per_minute_, now}).first->second;
    bucket.left = std::min(per_minute_, bucket.left + minutes(now - bucket.at) * per_minute_);
    bucket.at = now;
    if (bucket.left < 1) { return false; }
    bucket.left -= 1;
    return true;
}

void RateLimit::check(const std::string& address) {
    if (take(address, Clock::now())) { return; }
    Failure failure(429, "PGRST429", "Too many requests for signing in from this address.");
    failure.headers.emplace_back("Retry-After", "10");
    throw failure;
}

}  // namespace wf::gateway
