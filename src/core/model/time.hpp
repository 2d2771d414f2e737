// Moments and durations as text: ISO 8601. What has no offset is of the zone that the caller names.
#pragma once

#include "core/expression/value.hpp"
#include "core/base/values.hpp"

#include <optional>
#include <string_view>

namespace wf {

// Months, days and the exact rest are kept apart: only the last has a fixed length. Where clocks change, the
// same time of the next day is 23 or 25 hours away.
struct Duration {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t microseconds = 0;

    bool is_positive() const { return months >= 0 && days >= 0 && microseconds >= 0 && !is_nothing(); }
    bool is_negative() const { return months < 0 || days < 0 || microseconds < 0; }
    bool is_nothing() const { return months == 0 && days == 0 && microseconds == 0; }
    Duration operator-() const { return {-months, -days, -microseconds}; }
};

// "PT72H", "P3D", "P1Y2M10DT2H30M", "P2W", "-PT5M", "PT1.5H", "PT0,5S". Nothing if it is not one, or too large
// for an Instant.
std::optional<Duration> parse_duration(std::string_view text);

std::string iso_duration(const Duration& duration);  // requires: not below zero

// "2026-12-24", "2026-12-24T18:00:00", "...18:00Z", "...18:00:00.25+08:00", "...@Europe/Paris",
// "...+01:00[Europe/Paris]". Without an offset, or a zone of its own: of `zone`, which is then the one meant.
struct ZonedInstant {
    Instant at = 0;
    feel::Zone zone;
};
std::optional<ZonedInstant> parse_zoned_instant(std::string_view text, const feel::Zone& zone);
std::optional<Instant> parse_instant(std::string_view text, const feel::Zone& zone = feel::Zone::utc());

// A zone of the IANA database; "UTC" without reading the list of all of them.
std::optional<feel::Zone> zone_named(std::string_view name);

// Months and days by the calendar of the zone. The day is kept if the month has it, else the last day of the
// month: January 31 + P1M = February 28. Saturates at the ends of what an Instant can hold.
Instant add(Instant from, const Duration& duration, const feel::Zone& zone);

// What a clock on the wall of the zone shows at this moment, as an Instant of UTC would show it.
Instant wall_of(Instant at, const feel::Zone& zone);
// When a clock on the wall shows that: not at all while clocks go forward, twice while they go back.
struct WallTime {
    std::optional<Instant> first;
    std::optional<Instant> second;
    Instant after_gap = 0;  // not at all: as long after the change as it is before it on the wall
};
WallTime instants_of(Instant wall, const feel::Zone& zone);

// With the zone's offset of that moment: its text is one that forms and timers read. Nothing: infinity.
std::optional<feel::DateTime> moment_of(Instant at, const feel::Zone& zone);

// "2026-11-21T09:30:05.000001Z" into `text`, which is long enough for any Instant; gives the length.
inline constexpr std::size_t max_iso_text = 40;
std::size_t write_iso_utc(Instant at, char (&text)[max_iso_text]);
std::string iso_utc(Instant at);

}  // namespace wf
