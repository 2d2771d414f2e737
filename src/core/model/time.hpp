// Moments and durations as text: ISO 8601, in UTC unless the text says otherwise.
#pragma once

#include "core/expression/value.hpp"
#include "core/base/values.hpp"

#include <optional>
#include <string_view>

namespace wf {

// Months and the exact rest are kept apart: a month has no fixed length.
struct Duration {
    std::int64_t months = 0;
    std::int64_t microseconds = 0;  // a day is 24 hours
};

// "PT72H", "P3D", "P1Y2M10DT2H30M", "P2W", "-PT5M", "PT0.5S". Nothing if it is not one, or too large for an
// Instant.
std::optional<Duration> parse_duration(std::string_view text);

// "PT10M" (again and again), "R/PT10M" (the same), "R3/PT10M" (three times). Intervals that begin at a certain moment
// ("R3/2026-01-01T00:00:00Z/P1D") are not understood.
struct Cycle {
    std::int32_t times = -1;  // -1: no end
    Duration every;
};
std::optional<Cycle> parse_cycle(std::string_view text);

// "2026-12-24", "2026-12-24T18:00:00", "...18:00Z", "...18:00:00.25+08:00". Without an offset: UTC.
std::optional<Instant> parse_instant(std::string_view text);

// The day is kept if the month has it, else the last day of the month: January 31 + P1M = February 28.
// Saturates at the ends of what an Instant can hold.
Instant operator+(Instant from, const Duration& duration);

// With the zone's offset of that moment: its text is one that forms and timers read. Nothing: infinity.
std::optional<feel::DateTime> moment_of(Instant at, const feel::Zone& zone);

// "2026-11-21T09:30:05.000001Z" into `text`, which is long enough for any Instant; gives the length.
inline constexpr std::size_t max_iso_text = 40;
std::size_t write_iso_utc(Instant at, char (&text)[max_iso_text]);
std::string iso_utc(Instant at);

}  // namespace wf
