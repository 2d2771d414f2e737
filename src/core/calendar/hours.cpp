#include "core/calendar/hours.hpp"

#include "core/base/in_quotes.hpp"

#include <algorithm>
#include <cstdio>

namespace wf {
namespace {

constexpr std::int32_t minutes_of_day = 1440;

bool is_one_digit(char c) { return c >= '0' && c <= '9'; }

// "09:00", "24:00".
std::optional<std::int32_t> read_clock_time(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return {};
    for (const std::size_t at : {0U, 1U, 3U, 4U})
        if (!is_one_digit(text[at])) return {};
    const std::int32_t hour = (text[0] - '0') * 10 + (text[1] - '0');
    const std::int32_t minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour * 60 + minute > minutes_of_day) return {};
    return hour * 60 + minute;
}

std::optional<Shift> read_shift(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return {};
    const std::optional<std::int32_t> from = read_clock_time(text.substr(0, 5));
    const std::optional<std::int32_t> until = read_clock_time(text.substr(6));
    if (!from || !until || *from == minutes_of_day) return {};
    return Shift{.from = *from, .until = *until > *from ? *until : *until + minutes_of_day};
}

std::string clock_time(std::int32_t minutes) {
    char text[16];
    const int length = std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    return {text, static_cast<std::size_t>(length)};
}

std::optional<std::size_t> weekday(std::string_view name) {
    const auto found = std::ranges::find(weekday_names, name);
    return found == weekday_names.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - weekday_names.begin())};
}

}  // namespace

std::optional<Shifts> parse_hours(const std::vector<std::string>& texts, std::string& problem) {
    Shifts shifts;
    for (const std::string& text : texts) {
        const std::optional<Shift> shift = read_shift(text);
        if (!shift) {
            problem = in_quotes(text) + " is not a time of work";
            return {};
        }
        shifts.push_back(*shift);
    }
    std::ranges::sort(shifts, {}, &Shift::from);
    for (std::size_t i = 1; i < shifts.size(); ++i)
        if (shifts[i].from < shifts[i - 1].until) {
            const std::vector<std::string> both = hours_text({shifts[i - 1], shifts[i]});
            problem = "working hours " + both[0] + " and " + both[1] + " overlap";
            return {};
        }
    return shifts;
}

std::vector<std::string> hours_text(const Shifts& shifts) {
    std::vector<std::string> texts;
    for (const Shift& shift : shifts) {
        const bool is_next_day = shift.until > minutes_of_day;
        texts.push_back(clock_time(shift.from) + "-" +
                        clock_time(is_next_day ? shift.until - minutes_of_day : shift.until));
    }
    return texts;
}

std::vector<std::size_t> parse_weekdays(std::string_view text) {
    const std::size_t dash = text.find('-');
    const std::optional<std::size_t> first = weekday(text.substr(0, dash));
    const std::optional<std::size_t> last =
        dash == std::string_view::npos ? first : weekday(text.substr(dash + 1));
    if (!first || !last) return {};
    std::vector<std::size_t> days{*first};
    while (days.back() != *last) days.push_back((days.back() + 1) % weekday_names.size());
    return days;
}

}  // namespace wf
