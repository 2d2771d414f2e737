// How often a day of an iCalendar feed comes again: RRULE (RFC 5545, 3.3.10), as far as days off need it.
#pragma once

#include "core/model/working_calendar.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

enum class Frequency : std::uint8_t { Daily, Weekly, Monthly, Yearly };

// "MO", "4TH", "-1MO".
struct WeekdayRule {
    std::int32_t place = 0;  // the first is 1, the last -1; 0: each
    int weekday = 1;         // 1: Monday
};

struct FeedRule {
    Frequency frequency = Frequency::Yearly;
    std::int32_t interval = 1;
    std::optional<std::int32_t> count;
    std::optional<DayNumber> until;
    std::vector<std::int32_t> months;
    std::vector<std::int32_t> month_days;  // -1: the last
    std::vector<WeekdayRule> weekdays;
    int week_start = 1;  // which weeks of several are meant depends on the day that they begin with
};

// Nothing: it is none, or has a part that is not understood: `problem` says which.
std::optional<FeedRule> parse_feed_rule(std::string_view text, std::string& problem);

// Those of its days that lie between `first` and `last`; `begin` is always one of them.
std::vector<DayNumber> occurrences(const FeedRule& rule, DayNumber begin, DayNumber first, DayNumber last);

// "20261001". Nothing: no date.
std::optional<DayNumber> parse_basic_date(std::string_view text);

}  // namespace wf
