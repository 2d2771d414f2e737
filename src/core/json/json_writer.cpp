#include "core/json/json_writer.hpp"

#include <chrono>
#include <cstdio>

namespace wf {

std::string iso_utc(Instant at) {
    using namespace std::chrono;
    constexpr sys_days epoch{year{2000} / January / 1};
    const auto time = epoch + microseconds{at};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<microseconds>(time - day)};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                  int(clock.minutes().count()), int(clock.seconds().count()),
                  int(clock.subseconds().count()));
    return text;
}

}  // namespace wf
