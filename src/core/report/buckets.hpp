// Durations, counted by their size: the rule of DDSketch (Masson, Rim, Lee 2019) with an error of 1 %. Counts are whole numbers,
// so that sums of parts are the sum of the whole, bit by bit, in whatever order they came.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace wf::report {

// Of a duration in microseconds, from 0 (less than a second) upwards. Found in a table, not by a logarithm: the same on every machine.
std::int32_t bucket_of(std::int64_t duration);

// What a duration in that bucket is taken for: off by 1 % at most, or by half a second in the first.
std::int64_t duration_of(std::int32_t bucket);

class Buckets {
public:
    void add(std::int64_t duration) { ++counts_[bucket_of(duration)]; }
    void add(const Buckets& other) {
        for (const auto& [bucket, count] : other.counts_) counts_[bucket] += count;
    }
    bool empty() const { return counts_.empty(); }
    // bucket, count, bucket, count, ...; by bucket.
    std::vector<std::int64_t> pairs() const;

private:
    std::map<std::int32_t, std::int64_t> counts_;
};

// Of two such lists, one; what adds up to nothing is left out. Lists that are none give what they give, but no harm.
std::vector<std::int64_t> sum_of_pairs(std::span<const std::int64_t> one, std::span<const std::int64_t> other);

// The smallest duration that as large a share of all does not exceed, as percentile_disc() finds it; -1: there are none.
std::int64_t percentile(std::span<const std::int64_t> pairs, double share);

}  // namespace wf::report
