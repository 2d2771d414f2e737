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
    std::vector<std::pair<SumKey, Sum>> days;
    for (auto& [key, sum] : sums) {
        if (key.subject == Subject::Person) {
            days.emplace_back(key, sum);
            days.back().first.definition = 0;
        }
    }
    for (auto& [key, sum] : days) sums[key].add(sum);
    days.assign(sums.begin(), sums.end());
    for (auto& [key, sum] : days) {
        key.is_month = true;
        key.day = first_of_month(key.day);
        sums[key].add(sum);
    }
}

}  // namespace wf::report
