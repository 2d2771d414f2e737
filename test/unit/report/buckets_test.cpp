#include "core/report/buckets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace wf::report {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t ten_years = 3650LL * 86'400 * second;

std::vector<std::int64_t> durations(unsigned seed, std::size_t count) {
    std::mt19937_64 random{seed};
    std::uniform_real_distribution<double> logarithm{std::log(double(second)), std::log(double(ten_years))};
    std::vector<std::int64_t> list(count);
    for (std::int64_t& each : list) each = static_cast<std::int64_t>(std::exp(logarithm(random)));
    return list;
}

Buckets buckets_of(const std::vector<std::int64_t>& list) {
    Buckets buckets;
    for (const std::int64_t each : list) buckets.add(each);
    return buckets;
}

TEST(Buckets, TellADurationWithinOnePerCent) {
    for (const std::int64_t duration : durations(1, 20'000)) {
        const std::int64_t told = duration_of(bucket_of(duration));
        EXPECT_LE(std::abs(double(told - duration)), 0.01 * double(duration) + 1) << duration;
    }
}

TEST(Buckets, AreTenHundredAtMost) {
    EXPECT_EQ(bucket_of(-5), 0);
    EXPECT_EQ(bucket_of(0), 0);
    EXPECT_EQ(bucket_of(second), 0);
    EXPECT_EQ(bucket_of(second + 1), 1);
    EXPECT_LT(bucket_of(ten_years), 1000);
    EXPECT_EQ(bucket_of(INT64_MAX), 1099);
}

TEST(Buckets, GivePercentilesWithinOnePerCentOfTheExactOnes) {
    std::vector<std::int64_t> list = durations(2, 5'001);
    const std::vector<std::int64_t> pairs = buckets_of(list).pairs();
    std::sort(list.begin(), list.end());
    for (const double share : {0.0, 0.5, 0.9, 0.95, 1.0}) {
        const std::size_t place = std::max<std::size_t>(std::size_t(std::ceil(share * double(list.size()))), 1) - 1;
        EXPECT_NEAR(double(percentile(pairs, share)), double(list[place]), 0.0101 * double(list[place])) << share;
    }
}

TEST(Buckets, AddUpToTheSameInAnyOrder) {
    const std::vector<std::int64_t> list = durations(3, 1'000);
    const std::vector<std::int64_t> whole = buckets_of(list).pairs();
    std::vector<std::int64_t> sum;
    for (std::size_t part = 0; part < 10; ++part) {
        std::vector<std::int64_t> some;
        for (std::size_t i = part; i < list.size(); i += 10) some.push_back(list[i]);
        sum = part % 2 ? sum_of_pairs(sum, buckets_of(some).pairs()) : sum_of_pairs(buckets_of(some).pairs(), sum);
    }
    EXPECT_EQ(sum, whole);
}

TEST(Buckets, OfNothingHaveNoPercentile) {
    EXPECT_EQ(percentile({}, 0.5), -1);
    EXPECT_EQ(percentile(std::vector<std::int64_t>{3}, 0.5), -1);
    EXPECT_EQ(sum_of_pairs(std::vector<std::int64_t>{1, 2}, std::vector<std::int64_t>{1, -2}), std::vector<std::int64_t>{});
}

}  // namespace
}  // namespace wf::report
