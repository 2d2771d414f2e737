// Working hours as text: "09:00-12:00", over midnight "22:00-06:00", a whole day "00:00-24:00".
#pragma once

#include "core/model/working_calendar.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

// In order of their begin. Nothing: one of them is none, or two of them overlap: `problem` says so.
std::optional<Shifts> parse_hours(const std::vector<std::string>& texts, std::string& problem);
std::vector<std::string> hours_text(const Shifts& shifts);

inline constexpr std::array<std::string_view, 7> weekday_names{"mon", "tue", "wed", "thu",
                                                               "fri", "sat", "sun"};

// "mon", "mon-fri", "sat-mon": as places in weekday_names. Empty: none of these.
std::vector<std::size_t> parse_weekdays(std::string_view text);

}  // namespace wf
