// The text of cron: five fields as crontab(5) has them, and what Quartz and Spring have made of it.
#include "core/base/ascii.hpp"
#include "core/base/in_quotes.hpp"
#include "core/model/cron.hpp"
#include "core/model/time.hpp"

#include <charconv>
#include <vector>

namespace wf {
namespace {

constexpr std::string_view month_names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
constexpr std::string_view weekday_names = "SUNMONTUEWEDTHUFRISAT";

struct Macro {
    std::string_view name;
    std::string_view fields;
};
constexpr Macro macros[] = {{"@yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"}, {"@monthly", "0 0 1 * *"},
                            {"@weekly", "0 0 * * 0"}, {"@daily", "0 0 * * *"},    {"@midnight", "0 0 * * *"},
                            {"@hourly", "0 * * * *"}};

struct CronField {
    std::string_view what;  // for messages, with its article
    int low;
    int high;
    std::string_view names;  // three letters each, from `low` on; empty: none
};
constexpr CronField minute_field{"a minute", 0, 59, ""};
constexpr CronField hour_field{"an hour", 0, 23, ""};
constexpr CronField day_field{"a day of the month", 1, 31, ""};
constexpr CronField month_field{"a month", 1, 12, month_names};
constexpr CronField weekday_field{"a day of the week", 0, 7, weekday_names};

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(at);
        if (at != ' ' || end != 0) parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    if (at == ' ' && !parts.empty() && parts.back().empty()) parts.pop_back();
    return parts;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.front() == '-' || error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

std::optional<int> value_of(const CronField& field, std::string_view text) {
    if (text.size() == 3 && !field.names.empty()) {
        const std::string name = ascii_upper(text);
        for (std::size_t at = 0; at < field.names.size(); at += 3)
            if (field.names.substr(at, 3) == name) return field.low + static_cast<int>(at / 3);
    }
    const std::optional<int> found = number(text);
    if (!found || *found < field.low || *found > field.high) return {};
    return found;
}

// "*", "5", "1-5", "*/10", "10-40/5", "5/10": the values it means are given one by one.
template <class Take>
bool read_range(const CronField& field, std::string_view text, Take take) {
    const std::size_t slash = text.find('/');
    int step = 1;
    if (slash != std::string_view::npos) {
        const std::optional<int> written = number(text.substr(slash + 1));
        if (!written || *written < 1) return false;
        step = *written;
        text = text.substr(0, slash);
    }
    // Sunday is 0 and 7; of "*" once.
    int low = field.low, high = &field == &weekday_field ? 6 : field.high;
    if (text != "*" && text != "?") {
        const std::size_t dash = text.find('-');
        const std::optional<int> from = value_of(field, text.substr(0, dash));
        const std::optional<int> to =
            dash == std::string_view::npos ? from : value_of(field, text.substr(dash + 1));
        if (!from || !to) return false;
        low = *from;
        if (dash != std::string_view::npos || slash == std::string_view::npos) high = *to;
        if (&field == &weekday_field && low > high) high += 7;  // FRI-MON
        if (low > high) return false;
    }
    for (int value = low; value <= high; value += step) take(value);
    return true;
}

template <std::size_t size>
bool read_plain(const CronField& field, std::string_view text, std::bitset<size>& values) {
    for (const std::string_view part : split(text, ','))
        if (!read_range(field, part, [&](int value) { values.set(static_cast<std::size_t>(value)); }))
            return false;
    return true;
}

// Also "L" and "L-3": counted from the last day.
bool read_days(std::string_view text, Cron& cron) {
    const auto take = [&](int value) { cron.days.set(static_cast<std::size_t>(value)); };
    for (const std::string_view part : split(text, ',')) {
        if (part.empty() || ascii_upper(part.front()) != 'L') {
            if (!read_range(day_field, part, take)) return false;
            continue;
        }
        if (part.size() > 1 && part[1] != '-') return false;
        const std::optional<int> before = part.size() == 1 ? 0 : number(part.substr(2));
        if (!before || *before > 30) return false;
        cron.days_from_last.set(static_cast<std::size_t>(*before));
    }
    return true;
}

// "FRI#2", "FRIL": the second, the last Friday of the month.
bool read_nth_weekday(std::string_view text, Cron& cron) {
    const std::size_t mark = text.find('#');
    const bool is_last = mark == std::string_view::npos;
    const std::optional<int> day = value_of(weekday_field, text.substr(0, is_last ? text.size() - 1 : mark));
    const std::optional<int> nth = is_last ? 0 : number(text.substr(mark + 1));
    if (!day || !nth || *nth > 5 || (*nth == 0 && !is_last)) return false;
    cron.nth_weekdays[static_cast<std::size_t>(*day % 7)].set(static_cast<std::size_t>(*nth));
    return true;
}

bool read_weekdays(std::string_view text, Cron& cron) {
    const auto take = [&](int value) { cron.weekdays.set(static_cast<std::size_t>(value % 7)); };
    for (const std::string_view part : split(text, ',')) {
        const bool is_nth =
            part.find('#') != std::string_view::npos || (part.size() > 1 && ascii_upper(part.back()) == 'L');
        if (!(is_nth ? read_nth_weekday(part, cron) : read_range(weekday_field, part, take))) return false;
    }
    return true;
}

bool is_star(std::string_view field) { return field.starts_with('*') || field == "?"; }

bool has_digit_for_a_day(std::string_view weekdays) {
    for (const std::string_view part : split(weekdays, ','))
        if (!part.empty() && part.front() >= '0' && part.front() <= '9') return true;
    return false;
}

// Takes a second and a year away, and says what is wrong with them.
std::string take_five(std::vector<std::string_view>& fields) {
    if (fields.size() < 5 || fields.size() > 7)
        return "it has " + std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields") +
               ", not five";
    if (fields.size() == 5) return {};
    if (fields.front() != "0" && fields.front() != "00")
        return "its first of " + std::to_string(fields.size()) + " fields is the second, which can only be 0";
    if (fields.size() == 7 && fields.back() != "*") return "its year can only be \"*\"";
    fields.erase(fields.begin());
    fields.resize(5);
    if (has_digit_for_a_day(fields[4]))
        return "with a field for seconds it is not known which day " + in_quotes(fields[4]) +
               " is: Quartz counts from Sunday = 1, Spring from Sunday = 0; write names such as MON-FRI";
    return {};
}

// "0 9 * * * @Europe/Paris", "0 9 * * *[Europe/Paris]".
bool take_zone(std::string_view& text, feel::Zone& zone) {
    const bool is_bracket = text.ends_with(']');
    const std::size_t mark = text.rfind(is_bracket ? '[' : '@');
    if (mark == std::string_view::npos || mark == 0) return true;
    std::string_view name = text.substr(mark + 1);
    if (is_bracket) name.remove_suffix(1);
    const std::optional<feel::Zone> named = zone_named(name);
    if (!named) return false;
    zone = *named;
    text = text.substr(0, mark);
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

std::string wrong(const CronField& field, std::string_view text) {
    return in_quotes(text) + " is not " + std::string{field.what} + ": " + std::to_string(field.low) +
           " to " + std::to_string(field.high) + (field.names.empty() ? "" : " or names");
}

std::string read_fields(const std::vector<std::string_view>& fields, Cron& cron) {
    if (!read_plain(minute_field, fields[0], cron.minutes)) return wrong(minute_field, fields[0]);
    if (!read_plain(hour_field, fields[1], cron.hours)) return wrong(hour_field, fields[1]);
    if (fields[2].find_first_of("Ww") != std::string_view::npos)
        return "the nearest weekday (" + in_quotes(fields[2]) + ") is not supported";
    if (!read_days(fields[2], cron)) return wrong(day_field, fields[2]);
    if (!read_plain(month_field, fields[3], cron.months)) return wrong(month_field, fields[3]);
    if (!read_weekdays(fields[4], cron)) return wrong(weekday_field, fields[4]);
    cron.needs_both = is_star(fields[2]) || is_star(fields[4]);
    cron.by_elapsed_time = fields[0].starts_with('*') || fields[1].starts_with('*');
    return {};
}

bool is_cron_sign(char c) {
    const char letter = ascii_upper(c);
    return (letter >= 'A' && letter <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"*/,-?#"}.find(c) != std::string_view::npos;
}

}  // namespace

bool looks_like_cron(std::string_view text) {
    text = trimmed(text);
    for (const Macro& macro : macros)
        if (text.starts_with(macro.name)) return true;
    feel::Zone zone;
    if (!take_zone(text, zone)) text = text.substr(0, text.rfind(text.ends_with(']') ? '[' : '@'));
    const std::vector<std::string_view> fields = split(trimmed(text), ' ');
    if (fields.size() < 5 || fields.size() > 7) return false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const char first = fields[i].front();
        if (i < 2 && first != '*' && (first < '0' || first > '9')) return false;
        for (const char c : fields[i])
            if (!is_cron_sign(c)) return false;
    }
    return true;
}

std::optional<Cron> parse_cron(std::string_view text, const feel::Zone& zone, std::string& problem) {
    Cron cron;
    cron.zone = zone;
    text = trimmed(text);
    if (!take_zone(text, cron.zone)) {
        problem = "its time zone is not known";
        return {};
    }
    text = trimmed(text);
    for (const Macro& macro : macros)
        if (text == macro.name) text = macro.fields;
    std::vector<std::string_view> fields = split(text, ' ');
    problem = take_five(fields);
    if (problem.empty()) problem = read_fields(fields, cron);
    if (problem.empty() && !next_after(cron, 0)) problem = "there is no such day";
    return problem.empty() ? std::optional{cron} : std::nullopt;
}

}  // namespace wf
