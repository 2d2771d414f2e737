// Dates, times and durations: the values, their text (ISO 8601 as XML Schema has it) and the calendar.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::feel {

// Of the proleptic Gregorian calendar; year 0 is 1 BC.
struct Date {
    static constexpr std::int32_t max_year = 999'999'999;

    std::int32_t year = 0;
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    // Nullopt: there is no such day.
    static std::optional<Date> from(std::int64_t year, std::int64_t month, std::int64_t day);
    // Nullopt: beyond max_year.
    static std::optional<Date> from_days(std::int64_t days_since_1970);
    std::int64_t days() const;  // since 1970-01-01
    int weekday() const;        // 1: Monday ... 7: Sunday
    int day_of_year() const;
    int week_of_year() const;  // ISO 8601
    // The day of the month is cut down to what the month has.
    std::optional<Date> plus_months(std::int64_t months) const;

    friend auto operator<=>(const Date&, const Date&) = default;
};

// Of a time: none, an offset to UTC, or a zone of the IANA database, whose offset depends on the date.
class Zone {
public:
    static constexpr std::int32_t max_offset = 18 * 3600;  // seconds

    Zone() = default;  // none
    static Zone utc() { return offset(0); }
    static Zone offset(std::int32_t seconds);
    // "Europe/Paris". Nullopt: unknown.
    static std::optional<Zone> named(std::string_view id);

    bool is_none() const { return kind_ == Kind::None; }
    bool is_named() const { return kind_ == Kind::Named; }
    const std::string& name() const;  // requires: is_named
    // Seconds east of UTC at this moment, given by the zone's own clocks. Requires: not none.
    std::int32_t offset_at_local(std::int64_t seconds_since_1970) const;
    std::int32_t offset_at_instant(std::int64_t seconds_since_1970) const;
    bool operator==(const Zone&) const = default;

private:
    enum class Kind : std::uint8_t { None, Offset, Named };
    Kind kind_ = Kind::None;
    std::int32_t seconds_ = 0;
    const struct ZoneRules* rules_ = nullptr;  // one per zone, for ever: zone.cpp
};

// The zone of what has none beside what has one, for as long as it lives. FEEL by itself does not compare the two,
// and knows none; whoever evaluates conditions of people who mean their own clocks does. The innermost one counts.
class LocalZone {
public:
    explicit LocalZone(std::optional<Zone> zone);
    ~LocalZone();
    LocalZone(const LocalZone&) = delete;
    LocalZone& operator=(const LocalZone&) = delete;
    static const std::optional<Zone>& current();

private:
    std::optional<Zone> zone_;
    const LocalZone* outer_;
};

struct Time {
    std::int32_t second = 0;  // of the day
    std::int32_t nanosecond = 0;
    Zone zone;

    // Nullopt: there is no such time.
    static std::optional<Time> from(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                    std::int64_t nanosecond, Zone zone);
    bool operator==(const Time&) const = default;
};

// The day that a time is taken for where its zone wants one.
inline constexpr Date time_epoch{1970, 1, 1};

__extension__ using Nanoseconds = __int128;

struct DateTime {
    Date date;
    Time time;

    // Since 1970-01-01T00:00:00 of UTC; without a zone as if it were UTC.
    Nanoseconds nanoseconds() const;
    // Of the local zone, if it has none and there is one.
    DateTime beside_zoned() const;
    // Nullopt: beyond Date::max_year.
    static std::optional<DateTime> from(Nanoseconds since_1970, Zone zone);
    bool operator==(const DateTime&) const = default;
};

// Days, hours, minutes, seconds.
struct DaysDuration {
    static constexpr std::int64_t max_seconds = INT64_MAX / 2;

    std::int64_t seconds = 0;
    std::int32_t nanosecond = 0;  // 0 to 999,999,999, also of a negative duration: -0.5 s is -1 s + 5e8

    // Nullopt: too long.
    static std::optional<DaysDuration> from(Nanoseconds nanoseconds);
    Nanoseconds nanoseconds() const { return Nanoseconds{seconds} * 1'000'000'000 + nanosecond; }
    friend auto operator<=>(const DaysDuration&, const DaysDuration&) = default;
};

// Years and months.
struct MonthsDuration {
    static constexpr std::int64_t max_months = 12'000'000'000;

    std::int64_t months = 0;
    friend auto operator<=>(const MonthsDuration&, const MonthsDuration&) = default;
};

// Nullopt: not that, surrounding blanks included.
std::optional<Date> date_from(std::string_view text);  // "2026-11-21"
std::optional<Time> time_from(std::string_view text);  // "10:30:00", "...Z", "...+02:00", "...@Europe/Paris"
std::optional<DateTime> date_time_from(std::string_view text);              // date, "T", time
std::optional<DaysDuration> days_duration_from(std::string_view text);      // "P1DT2H", "-PT0.5S"
std::optional<MonthsDuration> months_duration_from(std::string_view text);  // "P1Y2M"

// Of a date, time, date and time or duration, whichever the text is; null if it is none.
class Value;
Value temporal_from(std::string_view text);

// Canonical: equal values give equal text.
std::string to_string(const Date& date);
std::string to_string(const Time& time);
std::string to_string(const DateTime& date_time);
std::string to_string(const DaysDuration& duration);
std::string to_string(const MonthsDuration& duration);

}  // namespace wf::feel
