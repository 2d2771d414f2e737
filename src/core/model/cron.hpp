// Cron: the minutes of days that a text such as "0 9 * * MON-FRI" means, by the clocks of a zone.
#pragma once

#include "core/base/values.hpp"
#include "core/expression/temporal.hpp"

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

struct Cron {
    std::bitset<60> minutes;
    std::bitset<24> hours;
    std::bitset<32> days;     // of the month, from 1
    std::bitset<13> months;   // from 1
    std::bitset<7> weekdays;  // 0: Sunday
    // "MON#2", "FRI#L": which of them in the month; bit 0: the last one, 1 to 5: the first ...
    std::array<std::bitset<6>, 7> nth_weekdays{};
    std::bitset<31> days_from_last;  // "L": bit 0, "L-3": bit 3
    // Of days of the month and of the week: if one of the two begins with "*", both have to fit, else one is
    // enough.
    bool needs_both = true;
    // Some minute or hour is "*" or "*/n": time that passes counts, in an hour that comes twice also twice.
    bool by_elapsed_time = false;
    feel::Zone zone;
};

// Would somebody write this and mean cron? Five to seven fields, or "@daily".
bool looks_like_cron(std::string_view text);

// Five fields; or six and seven, as Quartz and Spring write them, with second 0 and any year. Names, "?", "L",
// "#"; "@daily" and its like; at the end perhaps a zone: "0 9 * * * @Europe/Paris", else it is of `zone`.
// Nothing: `problem` says why.
std::optional<Cron> parse_cron(std::string_view text, const feel::Zone& zone, std::string& problem);

// The first moment of it after `at`. Nothing: there is none within the next 40 years.
std::optional<Instant> next_after(const Cron& cron, Instant at);

}  // namespace wf
