// Durations, counted by their size: the rule of DDSketch (Masson, Rim, Lee 2019) with an error of 1 %. Counts are whole numbers,
// so that sums of parts are the sum of the whole, bit by bit, in whatever order they came.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace wf::report {

// Of a duration in microseconds, from 0 (less than a second) upwards. Found in a table, not by a logarithm: the same on every machine.
std::int32_t bucket_of(std::int64_t duration);

// What a duration in that bucket is taken for: off by 1 % at most, or by half a second in the first.
std::int64_t duration_of(std::int32_t bucket);

class Buckets {
public:
    void add(std::int64_t duration) { add(bucket_of(duration), 1); }
    void add(const Buckets& other) {
        for (const auto& [bucket, count] : other.counts_) add(bucket, count);
    }
    // bucket, count, bucket, count, ...; by bucket.
    std::vector<std::int64_t> pairs() const;

private:
    void add(std::int32_t bucket, std::int64_t count);

    std::vector<std::pair<std::int32_t, std::int64_t>> counts_;  // by bucket; most sums have a few
};

// Of two such lists, one; what adds up to nothing is left out. Lists that are none give what they give, but no harm.
std::vector<std::int64_t> sum_of_pairs(std::span<const std::int64_t> one, std::span<const std::int64_t> other);

// The smallest duration that as large a share of all does not exceed, as percentile_disc() finds it; -1: there are none.
std::int64_t percentile(std::span<const std::int64_t> pairs, double share);

}  // namespace wf::report
