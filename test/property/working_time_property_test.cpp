// Random calendars, starts and durations, in zones that change their clocks and in some that do not:
//   working_time(a, add_working_time(a, d)) = d, and no earlier moment has it
//   working_time(a, b) + working_time(b, c) = working_time(a, c), also one by one minute
//   d and then e is d + e, also of days
//   where clocks never change: it is what one counts minute by minute
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "core/calendar/calendar_part.hpp"
#include "core/calendar/hours.hpp"
#include "core/calendar/working_time.hpp"
#include "runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace wf::test {
namespace {

constexpr Instant minute = 60'000'000;
constexpr DayNumber year_2026 = 9497;

class RandomCalendar {
public:
    explicit RandomCalendar(std::uint64_t seed) : random_(seed) {}

    std::int64_t below(std::int64_t end) {
        return std::uniform_int_distribution<std::int64_t>{0, end - 1}(random_);
    }

    // Up to three stretches, one of which may last until the next day.
    Shifts shifts() {
        Shifts found;
        std::int32_t from = static_cast<std::int32_t>(below(600));
        for (std::int64_t n = below(4); n > 0 && from < 1440; --n) {
            const auto length = static_cast<std::int32_t>(1 + below(500));
            found.push_back({.from = from, .until = from + length});
            from += length + static_cast<std::int32_t>(below(300));
        }
        if (below(8) == 0) return {{.from = 0, .until = 1440}};
        return found;
    }

    WorkingCalendar make(const char* zone) {
        std::vector<CalendarPart> line(1 + static_cast<std::size_t>(below(3)));
        for (CalendarPart& part : line) {
            for (auto& day : part.week)
                if (below(3) > 0) day = shifts();
            part.ignores_rest = below(4) == 0;
            part.ignores_work = below(4) == 0;
            for (std::int64_t n = below(40); n > 0; --n) {
                DayRule rule{.kind = static_cast<DayKind>(below(3))};
                if (below(2) == 0) rule.hours = shifts();
                part.days[year_2026 + static_cast<DayNumber>(below(400))] = rule;
            }
        }
        line.front().zone = zone_named(zone);
        line.front().week[0] = hours_of_one();
        return calendar_of(line, feel::Zone::utc());
    }

    Instant moment() {
        return Instant{year_2026} * 1440 * minute + below(400LL * 1440 * 60) * 1'000'000 + below(3);
    }

private:
    static Shifts hours_of_one() { return {{.from = 540, .until = 720}}; }
    std::mt19937_64 random_;
};

const char* const zones[] = {"Asia/Shanghai",       "Europe/Berlin",    "America/Los_Angeles",
                             "Australia/Lord_Howe", "America/St_Johns", "UTC",
                             "Asia/Kathmandu"};

std::int64_t time_between(const WorkingCalendar& calendar, Instant a, Instant b) {
    return working_time(calendar, a, b).value();
}

void expect_laws(RandomCalendar& random, const WorkingCalendar& calendar) {
    const Instant a = random.moment();
    const std::int64_t d = random.below(300LL * 60) * minute + 1 + random.below(1000);
    const std::optional<Instant> b = add_working_time(calendar, a, {.microseconds = d});
    if (!b) return;  // nobody works any more
    EXPECT_EQ(time_between(calendar, a, *b), d);
    EXPECT_EQ(time_between(calendar, a, *b - 1), d - 1) << "it is the first moment";
    const Instant c = random.moment();
    EXPECT_EQ(time_between(calendar, a, c) + time_between(calendar, c, *b), d);
    EXPECT_EQ(time_between(calendar, a, c), -time_between(calendar, c, a));
    const std::int64_t part = d / 3;
    const Instant on_the_way = add_working_time(calendar, a, {.microseconds = part}).value();
    EXPECT_EQ(add_working_time(calendar, on_the_way, {.microseconds = d - part}),
              d > part ? b : std::optional{on_the_way});
}

void expect_days_add_up(RandomCalendar& random, const WorkingCalendar& calendar) {
    const Instant a = random.moment();
    const std::int64_t n = random.below(6), m = random.below(6);
    const std::optional<Instant> at_once = add_working_time(calendar, a, {.days = n + m});
    const std::optional<Instant> first = add_working_time(calendar, a, {.days = n});
    if (!at_once || !first) return;
    const Instant second = add_working_time(calendar, *first, {.days = m}).value();
    // Shares of a day are rounded up to a microsecond, and a day may have a thousand times the hours of another one.
    EXPECT_LE(std::abs(time_between(calendar, *at_once, second)), 3000) << n << " and " << m;
}

bool is_worked(const WorkingCalendar& calendar, Instant at) {
    const DayNumber day = day_of(at, calendar.zone);
    const Instant wall = wall_of(at, calendar.zone) - Instant{day} * 1440 * minute;
    for (const Shift& shift : calendar.on(day))
        if (wall >= shift.from * minute && wall < shift.until * minute) return true;
    for (const Shift& shift : calendar.on(day - 1))
        if (wall + 1440 * minute < shift.until * minute) return true;
    return false;
}

TEST(WorkingTimeProperty, BetweenUndoesAdd) {
    const Runs runs = Runs::of(1, 400);
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count; ++seed) {
        SCOPED_TRACE("WF_SEED=" + std::to_string(seed));
        RandomCalendar random{seed};
        const WorkingCalendar calendar = random.make(zones[seed % std::size(zones)]);
        for (int i = 0; i < 4; ++i) expect_laws(random, calendar);
        expect_days_add_up(random, calendar);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(WorkingTimeProperty, IsWhatOneCounts) {
    const Runs runs = Runs::of(1, 40);
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count; ++seed) {
        SCOPED_TRACE("WF_SEED=" + std::to_string(seed));
        RandomCalendar random{seed};
        const WorkingCalendar calendar = random.make(seed % 2 ? "Asia/Shanghai" : "Asia/Kathmandu");
        const Instant a = random.moment() / minute * minute, b = a + random.below(14LL * 1440) * minute;
        std::int64_t counted = 0;
        for (Instant at = a; at < b; at += minute) counted += is_worked(calendar, at) ? minute : 0;
        EXPECT_EQ(time_between(calendar, a, b), counted);
    }
}

}  // namespace
}  // namespace wf::test
