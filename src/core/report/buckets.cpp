#include "core/report/buckets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace wf::report {
namespace {

constexpr double second = 1'000'000;
constexpr double growth = 1.01 / 0.99;  // (1 + error) / (1 - error)
constexpr std::size_t bucket_count = 1100;  // the last begins after a hundred years

// Where each bucket ends, in microseconds, and belongs to it. Multiplications alone: IEEE 754 says what they give.
constexpr std::array<std::int64_t, bucket_count> upper_bounds() {
    std::array<std::int64_t, bucket_count> bounds{};
    double bound = second;
    for (std::int64_t& each : bounds) {
        each = static_cast<std::int64_t>(bound);
        bound *= growth;
    }
    return bounds;
}
constexpr std::array<std::int64_t, bucket_count> bounds = upper_bounds();

}  // namespace

std::int32_t bucket_of(std::int64_t duration) {
    const auto place = std::ranges::lower_bound(bounds, duration);
    return static_cast<std::int32_t>(std::min<std::ptrdiff_t>(place - bounds.begin(), bucket_count - 1));
}

std::int64_t duration_of(std::int32_t bucket) {
    if (bucket <= 0) return bounds[0] / 2;
    const std::size_t place = std::min(static_cast<std::size_t>(bucket), bucket_count - 1);
    return std::llround(2 * static_cast<double>(bounds[place]) / (growth + 1));
}

void Buckets::add(std::int32_t bucket, std::int64_t count) {
    const auto place = std::ranges::lower_bound(counts_, bucket, {}, &std::pair<std::int32_t, std::int64_t>::first);
    if (place != counts_.end() && place->first == bucket)
        place->second += count;
    else
        counts_.emplace(place, bucket, count);
}

std::vector<std::int64_t> Buckets::pairs() const {
    std::vector<std::int64_t> pairs;
    pairs.reserve(counts_.size() * 2);
    for (const auto& [bucket, count] : counts_) {
        pairs.push_back(bucket);
        pairs.push_back(count);
    }
    return pairs;
}

std::vector<std::int64_t> sum_of_pairs(std::span<const std::int64_t> one, std::span<const std::int64_t> other) {
    std::vector<std::int64_t> sum;
    sum.reserve(one.size() + other.size());
    std::size_t a = 0;
    std::size_t b = 0;
    while (a + 1 < one.size() || b + 1 < other.size()) {
        const bool has_one = a + 1 < one.size() && (b + 1 >= other.size() || one[a] <= other[b]);
        const bool has_other = b + 1 < other.size() && (a + 1 >= one.size() || other[b] <= one[a]);
        const std::int64_t bucket = has_one ? one[a] : other[b];
        std::uint64_t count = 0;  // overflow is no harm
        if (has_one) count += static_cast<std::uint64_t>(one[a + 1]);
        if (has_other) count += static_cast<std::uint64_t>(other[b + 1]);
        a += has_one ? 2 : 0;
        b += has_other ? 2 : 0;
        if (count == 0) continue;
        sum.push_back(bucket);
        sum.push_back(static_cast<std::int64_t>(count));
    }
    return sum;
}

std::int64_t percentile(std::span<const std::int64_t> pairs, double share) {
    double total = 0;
    for (std::size_t i = 1; i < pairs.size(); i += 2) total += static_cast<double>(pairs[i]);
    if (!(total > 0)) return -1;
    const double wanted = std::max(std::ceil(std::clamp(share, 0.0, 1.0) * total), 1.0);
    double passed = 0;
    std::int64_t bucket = 0;
    for (std::size_t i = 0; i + 1 < pairs.size() && passed < wanted; i += 2) {
        bucket = pairs[i];
        passed += static_cast<double>(pairs[i + 1]);
    }
    return duration_of(static_cast<std::int32_t>(std::clamp<std::int64_t>(bucket, 0, bucket_count - 1)));
}

}  // namespace wf::report
