#include "core/calendar/feed_rule.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/base/in_quotes.hpp"

#include <algorithm>
#include <charconv>

namespace wf {
namespace {

using feel::Date;

const std::int64_t days_before_2000 = Date{2000, 1, 1}.days();

Date date_of(DayNumber day) { return Date::from_days(days_before_2000 + day).value_or(Date{}); }
DayNumber number_of(const Date& date) { return static_cast<DayNumber>(date.days() - days_before_2000); }

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::optional<std::int32_t> whole_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

bool read_numbers(std::string_view text, std::int32_t least, std::int32_t most,
                  std::vector<std::int32_t>& numbers) {
    for (const std::string_view part : split(text, ',')) {
        const std::optional<std::int32_t> number = whole_number(part);
        if (!number || *number < least || *number > most || *number == 0) return false;
        numbers.push_back(*number);
    }
    return true;
}

constexpr std::string_view weekday_codes[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

bool read_weekdays(std::string_view text, std::vector<WeekdayRule>& weekdays) {
    for (const std::string_view part : split(text, ',')) {
        if (part.size() < 2) return false;
        const auto code = std::ranges::find(weekday_codes, part.substr(part.size() - 2));
        if (code == std::end(weekday_codes)) return false;
        WeekdayRule rule{.place = 0, .weekday = static_cast<int>(code - std::begin(weekday_codes)) + 1};
        if (part.size() > 2) {
            const std::optional<std::int32_t> place = whole_number(part.substr(0, part.size() - 2));
            if (!place || *place == 0 || *place > 53 || *place < -53) return false;
            rule.place = *place;
        }
        weekdays.push_back(rule);
    }
    return true;
}

bool read_positive(std::string_view text, std::int32_t& number) {
    const std::optional<std::int32_t> found = whole_number(text);
    if (!found || *found < 1) return false;
    number = *found;
    return true;
}

bool read_frequency(std::string_view text, FeedRule& rule) {
    constexpr std::string_view names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto found = std::ranges::find(names, text);
    if (found == std::end(names)) return false;
    rule.frequency = static_cast<Frequency>(found - std::begin(names));
    return true;
}

bool read_until(std::string_view text, FeedRule& rule) {
    rule.until = parse_basic_date(text.substr(0, 8));
    return rule.until && (text.size() == 8 || text[8] == 'T');
}

bool read_week_start(std::string_view text, FeedRule& rule) {
    std::vector<WeekdayRule> day;
    if (text.size() != 2 || !read_weekdays(text, day)) return false;
    rule.week_start = day.front().weekday;
    return true;
}

bool read_part(std::string_view name, std::string_view value, FeedRule& rule) {
    if (name == "FREQ") return read_frequency(value, rule);
    if (name == "INTERVAL") return read_positive(value, rule.interval);
    if (name == "COUNT") return read_positive(value, rule.count.emplace());
    if (name == "UNTIL") return read_until(value, rule);
    if (name == "BYMONTH") return read_numbers(value, 1, 12, rule.months);
    if (name == "BYMONTHDAY") return read_numbers(value, -31, 31, rule.month_days);
    if (name == "BYDAY") return read_weekdays(value, rule.weekdays);
    return name == "WKST" && read_week_start(value, rule);
}

std::int32_t days_in_month(const Date& date) {
    const Date first{date.year, date.month, 1};
    return static_cast<std::int32_t>(first.plus_months(1)->days() - first.days());
}

// Of all such days in the month, or in the year, which one is it, from the front or from the back?
bool is_at_place(std::int32_t place, std::int32_t day, std::int32_t days) {
    return place == 0 || (place > 0 ? (day - 1) / 7 + 1 == place : (days - day) / 7 + 1 == -place);
}

bool fits_weekday(const FeedRule& rule, const Date& date) {
    const bool is_in_year = rule.frequency == Frequency::Yearly && rule.months.empty();
    const std::int32_t in_year = date.day_of_year();
    const std::int32_t year_length =
        static_cast<std::int32_t>(Date{date.year + 1, 1, 1}.days() - Date{date.year, 1, 1}.days());
    return std::ranges::any_of(rule.weekdays, [&](const WeekdayRule& one) {
        if (one.weekday != date.weekday()) return false;
        return is_in_year ? is_at_place(one.place, in_year, year_length)
                          : is_at_place(one.place, date.day, days_in_month(date));
    });
}

bool fits_month_day(const FeedRule& rule, const Date& date) {
    const std::int32_t from_end = date.day - days_in_month(date) - 1;
    return std::ranges::any_of(rule.month_days,
                               [&](std::int32_t day) { return day == date.day || day == from_end; });
}

// What the rule does not say is as on the day that it begins.
bool fits_days(const FeedRule& rule, const Date& begin, const Date& date) {
    const bool says_day = !rule.weekdays.empty() || !rule.month_days.empty();
    if (!rule.months.empty() && std::ranges::find(rule.months, date.month) == rule.months.end()) return false;
    if (!rule.weekdays.empty() && !fits_weekday(rule, date)) return false;
    if (!rule.month_days.empty() && !fits_month_day(rule, date)) return false;
    if (says_day || rule.frequency == Frequency::Daily) return true;
    if (rule.frequency == Frequency::Weekly) return date.weekday() == begin.weekday();
    if (date.day != begin.day) return false;
    return rule.frequency == Frequency::Monthly || !rule.months.empty() || date.month == begin.month;
}

std::int64_t begin_of_week(const FeedRule& rule, const Date& date) {
    return date.days() - (date.weekday() - rule.week_start + 7) % 7;
}

bool fits_interval(const FeedRule& rule, const Date& begin, const Date& date) {
    const auto in_step = [&](std::int64_t distance) { return distance % rule.interval == 0; };
    switch (rule.frequency) {
        case Frequency::Daily: return in_step(date.days() - begin.days());
        case Frequency::Weekly:
            return in_step((begin_of_week(rule, date) - begin_of_week(rule, begin)) / 7);
        case Frequency::Monthly: return in_step((date.year - begin.year) * 12 + date.month - begin.month);
        case Frequency::Yearly: return in_step(date.year - begin.year);
    }
    return false;
}

}  // namespace

std::optional<DayNumber> parse_basic_date(std::string_view text) {
    if (text.size() != 8 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    const auto number = [&](std::size_t at, std::size_t length) {
        return whole_number(text.substr(at, length)).value_or(0);
    };
    const std::optional<Date> date = Date::from(number(0, 4), number(4, 2), number(6, 2));
    return date && date->year > 0 ? std::optional{number_of(*date)} : std::nullopt;
}

std::optional<FeedRule> parse_feed_rule(std::string_view text, std::string& problem) {
    FeedRule rule;
    bool has_frequency = false;
    for (const std::string_view part : split(text, ';')) {
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = equals < part.size() ? part.substr(equals + 1) : std::string_view{};
        has_frequency = has_frequency || name == "FREQ";
        if (read_part(name, value, rule)) continue;
        problem = in_quotes(part) + " of a rule is not understood";
        return {};
    }
    if (has_frequency) return rule;
    problem = "a rule has no FREQ";
    return {};
}

// Day by day: a century has 36,525 of them, and no rule is too clever for that.
std::vector<DayNumber> occurrences(const FeedRule& rule, DayNumber begin, DayNumber first, DayNumber last) {
    const Date date_of_begin = date_of(begin);
    const DayNumber end = std::min(last, rule.until.value_or(last));
    std::vector<DayNumber> days;
    if (begin > last) return days;
    if (begin >= first) days.push_back(begin);
    std::int32_t left = rule.count.value_or(0) - 1;
    // Without a count, what comes before `first` is of no interest.
    for (DayNumber day = rule.count ? begin + 1 : std::max(begin + 1, first); day <= end && left != 0;
         ++day) {
        go_on();
        const Date date = date_of(day);
        if (!fits_interval(rule, date_of_begin, date) || !fits_days(rule, date_of_begin, date)) continue;
        if (day >= first) days.push_back(day);
        --left;
    }
    return days;
}

}  // namespace wf
