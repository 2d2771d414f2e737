// Constants of timers and deadlines, and what was meant where there is none.
#pragma once

#include "core/expression/static_type.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wf::compiler {

enum class TimeText : std::uint8_t {
    Duration,          // "PT72H"
    Moment,            // "2026-12-24T18:00:00Z"
    Schedule,          // "PT4H", "R3/PT4H", "0 9 * * MON-FRI"
    Cron,              // only the last
    DurationOrMoment,  // of a deadline
    Interval,          // of reminders: "PT4H", "0 9 * * MON-FRI"
};

bool is_time_text(TimeText kind, std::string_view text);

// Would somebody write this and mean such a text, not FEEL? "P3X", "2026-13-01", "72h" and "0 25 * * *" are meant
// to be one, though FEEL reads some of them as a subtraction or a product; "Period" is a name.
bool looks_like_time_text(std::string_view text);

// "is not a possible duration", with the reason if it is cron.
std::string what_is_wrong(TimeText kind, std::string_view text);
// How the text is written right, if that can be guessed; else what is possible.
std::string hint_for(TimeText kind, std::string_view text);
// What an expression may give there.
feel::StaticType result_type(TimeText kind);

}  // namespace wf::compiler
