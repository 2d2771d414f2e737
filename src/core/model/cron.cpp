// The days are found in the calendar, the moments of a day on the clocks of the zone. Where these change it is done
// as cron(8) of Debian does it: what is meant for a time of the day comes once, also if the clocks leave it out or
// show it twice; what is meant every so many minutes or hours goes by the time that passes.
#include "core/model/cron.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/model/time.hpp"

#include <chrono>
#include <vector>

namespace wf {
namespace {

using namespace std::chrono;

constexpr Instant minute_length = 60'000'000;
constexpr Instant day_length = 1'440 * minute_length;
constexpr sys_days first_day = 2000y / January / 1;
// A February 29 of a certain weekday can be 40 years away.
constexpr std::int64_t searched_days = 41 * 366;

bool is_nth_weekday(const Cron& cron, const year_month_day& date, unsigned weekday, unsigned last) {
    const unsigned day = static_cast<unsigned>(date.day());
    const std::bitset<6>& nth = cron.nth_weekdays[weekday];
    return nth[(day - 1) / 7 + 1] || (nth[0] && day + 7 > last);
}

// Requires: the month fits.
bool is_day(const Cron& cron, const year_month_day& date) {
    const unsigned number = static_cast<unsigned>(date.day());
    const unsigned last = static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day());
    const unsigned weekday = std::chrono::weekday{sys_days{date}}.c_encoding();
    const bool by_day = cron.days[number] || cron.days_from_last[last - number];
    const bool by_weekday = cron.weekdays[weekday] || is_nth_weekday(cron, date, weekday, last);
    return cron.needs_both ? by_day && by_weekday : by_day || by_weekday;
}

// The moments of this minute on the wall that count.
void add_moments(const Cron& cron, Instant wall, std::vector<Instant>& moments) {
    const WallTime found = instants_of(wall, cron.zone);
    if (found.first) moments.push_back(*found.first);
    if (found.second && cron.by_elapsed_time) moments.push_back(*found.second);
    if (!found.first && !cron.by_elapsed_time) moments.push_back(found.after_gap);
}

std::optional<Instant> earliest_after(const std::vector<Instant>& moments, Instant after) {
    std::optional<Instant> earliest;
    for (const Instant moment : moments)
        if (moment > after && (!earliest || moment < *earliest)) earliest = moment;
    return earliest;
}

// The first moment of the day that lies ahead. Where the clocks do not change, no other has to be looked at.
std::optional<Instant> first_of_day(const Cron& cron, Instant midnight, Instant after) {
    const auto offset = [&](Instant at) { return wall_of(at, cron.zone) - at; };
    const std::int64_t before = offset(midnight - day_length);
    const bool is_even = before == offset(midnight + 2 * day_length);
    std::vector<Instant> moments;
    for (std::size_t hour = 0; hour < cron.hours.size(); ++hour) {
        if (!cron.hours[hour]) continue;
        for (std::size_t minute = 0; minute < cron.minutes.size(); ++minute) {
            if (!cron.minutes[minute]) continue;
            const Instant wall = midnight + static_cast<Instant>(hour * 60 + minute) * minute_length;
            if (!is_even)
                add_moments(cron, wall, moments);
            else if (wall - before > after)
                return wall - before;
        }
    }
    return earliest_after(moments, after);
}

}  // namespace

// From the day before on: of a zone that has gone back over midnight, an hour of it comes again.
std::optional<Instant> next_after(const Cron& cron, Instant at) {
    constexpr Instant latest = 270'000LL * 366 * day_length;
    if (at > latest || at < -latest) return {};
    const Instant wall = wall_of(at, cron.zone);
    const std::int64_t today = wall / day_length - (wall % day_length < 0 ? 1 : 0);
    for (std::int64_t day = today - 1; day <= today + searched_days; ++day) {
        const year_month_day date{first_day + days{day}};
        if (!cron.months[static_cast<unsigned>(date.month())]) {
            go_on();
            day = (sys_days{date.year() / date.month() / std::chrono::last} - first_day).count();
            continue;
        }
        if (!is_day(cron, date)) continue;
        if (const std::optional<Instant> found = first_of_day(cron, day * day_length, at)) return found;
    }
    return {};
}

}  // namespace wf
