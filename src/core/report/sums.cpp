#include "core/report/sums.hpp"

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace wf::report {

std::size_t SumKeyHash::operator()(const SumKey& key) const {
    std::size_t hash = std::hash<std::string_view>{}(key.name);
    const auto mix = [&](std::size_t more) { hash = (hash ^ more) * 0x9E3779B97F4A7C15u + (hash >> 29); };
    mix(std::hash<std::string_view>{}(key.other));
    mix(static_cast<std::size_t>(key.subject));
    mix(static_cast<std::size_t>(key.tenant));
    mix(static_cast<std::size_t>(key.definition));
    mix(static_cast<std::size_t>(key.day) * 2 + key.is_month);
    return hash;
}

void Sum::add(const Sum& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
    buckets.add(other.buckets);
}

namespace {

std::int32_t first_of_month(std::int32_t day) {
    using namespace std::chrono;
    constexpr sys_days origin = 2000y / January / 1d;
    const year_month_day date{origin + days{day}};
    return static_cast<std::int32_t>((sys_days{date.year() / date.month() / 1d} - origin).count());
}

}  // namespace

void add_totals(Sums& sums) {
    const std::vector<std::pair<SumKey, Sum>> days{sums.begin(), sums.end()};
    for (const auto& [key, sum] : days) {
        SumKey total = key;
        total.is_month = true;
        total.day = first_of_month(key.day);
        sums[total].add(sum);
        if (key.subject != Subject::Person) continue;
        total.definition = 0;
        sums[total].add(sum);
    }
}

}  // namespace wf::report
