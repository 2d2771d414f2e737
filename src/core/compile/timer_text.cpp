#include "core/compile/timer_text.hpp"

#include "core/base/ascii.hpp"
#include "core/base/in_quotes.hpp"
#include "core/model/schedule.hpp"

#include <algorithm>

namespace wf::compiler {
namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

bool is_duration(std::string_view text) {
    const std::optional<Duration> duration = parse_duration(text);
    return duration && !duration->is_negative();
}

bool is_moment(std::string_view text) { return parse_instant(text).has_value(); }

// Which zone it is in does not matter for whether it is one.
bool is_schedule(std::string_view text) {
    std::string problem;
    return parse_schedule(text, feel::Zone::utc(), problem).has_value();
}

// Nothing: it is cron. Else why not.
std::string problem_of_cron(std::string_view text) {
    std::string problem;
    parse_cron(text, feel::Zone::utc(), problem);
    return problem;
}

struct UnitWord {
    std::string_view word;
    std::string_view before;
    std::string_view after;
};
constexpr UnitWord unit_words[] = {
    {"", "PT", "H"},        {"h", "PT", "H"},       {"hr", "PT", "H"},   {"hrs", "PT", "H"},
    {"hour", "PT", "H"},    {"hours", "PT", "H"},   {"小时", "PT", "H"}, {"个小时", "PT", "H"},
    {"时", "PT", "H"},      {"m", "PT", "M"},       {"min", "PT", "M"},  {"mins", "PT", "M"},
    {"minute", "PT", "M"},  {"minutes", "PT", "M"}, {"分", "PT", "M"},   {"分钟", "PT", "M"},
    {"s", "PT", "S"},       {"sec", "PT", "S"},     {"secs", "PT", "S"}, {"second", "PT", "S"},
    {"seconds", "PT", "S"}, {"秒", "PT", "S"},      {"d", "P", "D"},     {"day", "P", "D"},
    {"days", "P", "D"},     {"天", "P", "D"},       {"日", "P", "D"},    {"w", "P", "W"},
    {"week", "P", "W"},     {"weeks", "P", "W"},    {"周", "P", "W"},    {"month", "P", "M"},
    {"months", "P", "M"},   {"个月", "P", "M"},     {"月", "P", "M"},    {"y", "P", "Y"},
    {"year", "P", "Y"},     {"years", "P", "Y"},    {"年", "P", "Y"}};

// "72h", "24", "1.5 hours", "3天".
std::string from_quantity(std::string_view text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789.,"), text.size());
    const std::string_view number = text.substr(0, end);
    std::string_view word = text.substr(end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    const std::string unit = ascii_lower(word);
    const auto found = std::ranges::find(unit_words, std::string_view{unit}, &UnitWord::word);
    if (found == std::end(unit_words)) return {};
    std::string written = std::string{found->before} + std::string{number} + std::string{found->after};
    return is_duration(written) ? written : "";
}

// "P24H", "PT3D", "pt72h".
std::string from_misspelt(std::string_view text) {
    const std::string upper = ascii_upper(text);
    if (is_duration(upper)) return upper;
    if (upper.starts_with("PT")) {
        const std::string without = "P" + upper.substr(2);
        return is_duration(without) ? without : "";
    }
    if (upper.starts_with('P')) {
        const std::string with = "PT" + upper.substr(1);
        return is_duration(with) ? with : "";
    }
    return {};
}

std::string right_spelling(TimeText kind, std::string_view text) {
    if (kind == TimeText::Moment || kind == TimeText::Cron || text.empty()) return {};
    std::string found = is_decimal_digit(text.front()) ? from_quantity(text) : from_misspelt(text);
    return is_time_text(kind, found) ? found : "";
}

std::string_view possible(TimeText kind) {
    switch (kind) {
        case TimeText::Duration:
            return "Write an ISO 8601 duration such as \"PT72H\" or \"P3D\", or an expression.";
        case TimeText::Moment:
            return "Write an ISO 8601 date or time such as \"2026-12-24T18:00:00Z\", or an expression.";
        case TimeText::Schedule:
            return "Write an ISO 8601 duration above zero such as \"PT4H\", with the number of times \"R3/PT4H\", cron "
                   "such as \"0 9 * * MON-FRI\", or an expression.";
        case TimeText::Cron:
            return "Write five fields: minute, hour, day of the month, month, day of the week, for example \"0 9 * * "
                   "MON-FRI\".";
        case TimeText::DurationOrMoment:
            return "Write an ISO 8601 duration such as \"PT24H\", a moment such as \"2026-12-24T18:00:00Z\", or an "
                   "expression.";
        case TimeText::Interval:
            return "Write an ISO 8601 duration above zero such as \"PT4H\", cron such as \"0 9 * * MON-FRI\", or an "
                   "expression.";
    }
    return {};
}

std::string_view is_none_of(TimeText kind) {
    switch (kind) {
        case TimeText::Duration:
        case TimeText::Schedule: return " is not a possible duration";
        case TimeText::Moment: return " is not a moment";
        case TimeText::Cron: return " is not cron";
        case TimeText::DurationOrMoment: return " is not a possible duration or moment";
        case TimeText::Interval: return " is not a possible interval";
    }
    return {};
}

}  // namespace

bool is_time_text(TimeText kind, std::string_view text) {
    switch (kind) {
        case TimeText::Duration: return is_duration(text);
        case TimeText::Moment: return is_moment(text);
        case TimeText::Schedule: return is_schedule(text);
        case TimeText::Cron: return problem_of_cron(text).empty();
        case TimeText::DurationOrMoment: return is_duration(text) || is_moment(text);
        case TimeText::Interval: return is_schedule(text) && !text.starts_with('R');
    }
    return false;
}

bool looks_like_time_text(std::string_view text) {
    if (looks_like_cron(text) || !right_spelling(TimeText::Duration, text).empty()) return true;
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('R')) return text.size() > 1 && (is_decimal_digit(text[1]) || text[1] == '/');
    if (text.starts_with("PT")) return text.size() > 2 && is_decimal_digit(text[2]);
    if (text.starts_with('P')) return text.size() > 1 && is_decimal_digit(text[1]);
    return text.size() > 4 && text[4] == '-' && std::all_of(text.begin(), text.begin() + 4, is_decimal_digit);
}

std::string what_is_wrong(TimeText kind, std::string_view text) {
    const bool takes_cron =
        kind == TimeText::Schedule || kind == TimeText::Cron || kind == TimeText::Interval;
    if (!takes_cron || (kind != TimeText::Cron && !looks_like_cron(text)))
        return in_quotes(text) + std::string{is_none_of(kind)};
    return in_quotes(text) + " is not possible as cron: " + problem_of_cron(text);
}

std::string hint_for(TimeText kind, std::string_view text) {
    const std::string right = right_spelling(kind, text);
    return right.empty() ? std::string{possible(kind)} : "Did you mean " + in_quotes(right) + "?";
}

feel::StaticType result_type(TimeText kind) {
    using feel::Type;
    const feel::TypeSet moment = feel::set_of(Type::Date) | feel::set_of(Type::DateTime);
    feel::TypeSet types = feel::set_of(Type::String);
    if (kind != TimeText::Moment) types |= feel::any_duration;
    if (kind == TimeText::Moment || kind == TimeText::DurationOrMoment) types |= moment;
    return feel::StaticType::of(types);
}

}  // namespace wf::compiler
