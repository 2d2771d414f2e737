#include "core/calendar/icalendar.hpp"

#include "core/base/ascii.hpp"
#include "core/base/host_interrupt.hpp"
#include "core/base/in_quotes.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace wf {
namespace {

// A line put together again: NAME;PARAMETER=VALUE:VALUE.
struct FeedLine {
    std::size_t number = 0;
    std::string name;  // upper case
    std::string parameters;
    std::string value;
};

// Ends at a colon that is not in quotes.
std::size_t end_of_parameters(std::string_view text) {
    bool is_quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') is_quoted = !is_quoted;
        if (text[at] == ':' && !is_quoted) return at;
    }
    return std::string_view::npos;
}

FeedLine parse_line(std::size_t number, std::string_view text) {
    FeedLine line{.number = number, .name = {}, .parameters = {}, .value = {}};
    const std::size_t colon = end_of_parameters(text);
    const std::string_view before = text.substr(0, colon);
    const std::size_t semicolon = std::min(before.find(';'), before.size());
    line.name = ascii_upper(before.substr(0, semicolon));
    line.parameters = ascii_upper(before.substr(semicolon));
    if (colon != std::string_view::npos) line.value = text.substr(colon + 1);
    return line;
}

// Lines are folded: one that begins with a blank goes on with the one before.
std::vector<FeedLine> read_lines(std::string_view text) {
    std::vector<std::pair<std::size_t, std::string>> unfolded;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::size_t number = 0;
    while (!text.empty()) {
        go_on();
        ++number;
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty() && (line.front() == ' ' || line.front() == '\t') && !unfolded.empty())
            unfolded.back().second += line.substr(1);
        else if (!line.empty())
            unfolded.emplace_back(number, line);
    }
    std::vector<FeedLine> lines;
    for (const auto& [first, line] : unfolded) lines.push_back(parse_line(first, line));
    return lines;
}

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_escape = text[at] == '\\' && at + 1 < text.size();
        if (is_escape) ++at;
        plain += is_escape && (text[at] == 'n' || text[at] == 'N') ? '\n' : text[at];
    }
    return plain;
}

// At commas that are not escaped.
std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> items{""};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ',')
            items.emplace_back();
        else {
            items.back() += text[at];
            if (text[at] == '\\' && at + 1 < text.size()) items.back() += text[++at];
        }
    }
    for (std::string& item : items) item = unescaped(item);
    return items;
}

// A date; or a date and a time, which is a date if it is a local midnight.
struct FeedDate {
    DayNumber day = 0;
    bool is_whole_day = true;
};

std::optional<FeedDate> parse_date(std::string_view text) {
    const std::optional<DayNumber> day = parse_basic_date(text.substr(0, 8));
    if (!day) return {};
    if (text.size() == 8) return FeedDate{*day};
    const std::string_view time = text.substr(8);
    const bool has_time = (time.size() == 7 || (time.size() == 8 && time.back() == 'Z')) &&
                          time.front() == 'T' &&
                          std::ranges::all_of(time.substr(1, 6), [](char c) { return c >= '0' && c <= '9'; });
    if (!has_time) return {};
    return FeedDate{*day, time == "T000000"};
}

// "P1D", "P2W": of a whole day. Nothing: not that.
std::optional<DayNumber> parse_days(std::string_view text) {
    if (!text.starts_with('P') || text.size() < 3) return {};
    const bool is_weeks = text.back() == 'W';
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size() - 1, number);
    if (error != std::errc{} || end != text.data() + text.size() - 1 || number < 0 || number > 3660)
        return {};
    if (!is_weeks && text.back() != 'D') return {};
    return is_weeks ? number * 7 : number;
}

class EventReader {
public:
    // Empty: it has been understood. Else the message.
    std::string read(const FeedLine& line) {
        if (line.name == "UID") event_.uid = line.value;
        if (line.name == "SUMMARY") event_.summary = unescaped(line.value);
        if (line.name == "DESCRIPTION") event_.description = unescaped(line.value);
        if (line.name == "STATUS") event_.status = ascii_upper(line.value);
        if (line.name == "TRANSP") event_.transparency = ascii_upper(line.value);
        if (line.name == "CATEGORIES")
            for (std::string& category : list_of(line.value))
                event_.categories.push_back(std::move(category));
        if (line.name == "SEQUENCE")
            std::from_chars(line.value.data(), line.value.data() + line.value.size(), event_.sequence);
        if (line.name == "RRULE") return read_rule(line.value);
        if (line.name == "RDATE") return read_dates(line, event_.added);
        if (line.name == "EXDATE") return read_dates(line, event_.excluded);
        if (line.name == "DTSTART") return read_date(line, start_);
        if (line.name == "DTEND") return read_date(line, end_);
        if (line.name == "RECURRENCE-ID") return read_instead_of(line);
        if (line.name == "DURATION") length_ = line.value;
        return {};
    }

    // The same at its end.
    std::string finish() {
        if (!start_) return "the event has no DTSTART";
        if (event_.uid.empty() || event_.uid.size() > 1000) return "the event has no UID of 1 to 1,000 bytes";
        event_.first = event_.last = start_->day;
        event_.is_whole_day = start_->is_whole_day && (!end_ || end_->is_whole_day);
        if (instead_of_) event_.instead_of = instead_of_->day;
        if (end_) event_.last = std::max(end_->day - 1, event_.first);  // DTEND is the day after
        if (length_.empty()) return {};
        const std::optional<DayNumber> days = parse_days(length_);
        if (!days && length_.find('T') == std::string::npos)
            return in_quotes(length_) + " of DURATION is not at most 3,660 days or weeks";
        if (!days) event_.is_whole_day = false;
        event_.last = event_.first + std::max<DayNumber>(days.value_or(1), 1) - 1;
        return {};
    }

    FeedEvent take() { return std::move(event_); }

private:
    static std::string read_date(const FeedLine& line, std::optional<FeedDate>& date) {
        date = parse_date(line.value);
        return date ? std::string{} : in_quotes(line.value) + " of " + line.name + " is not a date";
    }
    static std::string read_dates(const FeedLine& line, std::vector<DayNumber>& days) {
        for (const std::string& text : list_of(line.value)) {
            const std::optional<FeedDate> date = parse_date(text);
            if (!date) return in_quotes(text) + " of " + line.name + " is not a date";
            days.push_back(date->day);
        }
        return {};
    }
    // For one time only: what is to change all that follow would leave them as they were.
    std::string read_instead_of(const FeedLine& line) {
        const std::size_t range = line.parameters.find("RANGE=");
        if (range == std::string::npos) return read_date(line, instead_of_);
        const std::size_t end = std::min(line.parameters.find(';', range), line.parameters.size());
        return in_quotes(line.parameters.substr(range, end - range)) + " of " + line.name + " is not understood";
    }
    std::string read_rule(const std::string& text) {
        std::string problem;
        event_.rule = parse_feed_rule(text, problem);
        return problem;
    }

    FeedEvent event_;
    std::optional<FeedDate> start_, end_, instead_of_;
    std::string length_;
};

void keep_newest(std::vector<FeedEvent>& events, std::map<std::string, std::size_t>& places,
                 FeedEvent event) {
    const std::string key = event.uid + (event.instead_of ? "\n" + std::to_string(*event.instead_of) : "");
    const auto [place, is_new] = places.emplace(key, events.size());
    if (is_new)
        events.push_back(std::move(event));
    else if (event.sequence >= events[place->second].sequence)
        events[place->second] = std::move(event);
}

// An event that stands instead of one time of another takes that time away from it.
void exclude_replaced(std::vector<FeedEvent>& events, const std::map<std::string, std::size_t>& places) {
    for (const FeedEvent& event : events) {
        if (!event.instead_of) continue;
        const auto whole = places.find(event.uid);
        if (whole != places.end()) events[whole->second].excluded.push_back(*event.instead_of);
    }
}

// In order.
std::vector<DayNumber> begins_of(const FeedEvent& event, DayNumber first, DayNumber last) {
    constexpr DayNumber century = 36'525;
    std::vector<DayNumber> begins{event.first};
    // What is counted has to be counted from its begin; so long ago it is over.
    const bool is_over = event.rule && event.rule->count && event.first < first - century;
    if (event.rule && !is_over)
        begins = occurrences(*event.rule, event.first, first - (event.last - event.first), last);
    begins.insert(begins.end(), event.added.begin(), event.added.end());
    const std::set<DayNumber> excluded{event.excluded.begin(), event.excluded.end()};
    std::erase_if(begins, [&](DayNumber day) { return excluded.contains(day); });
    std::ranges::sort(begins);
    return begins;
}

}  // namespace

std::variant<std::vector<FeedEvent>, FeedProblem> read_icalendar(std::string_view text,
                                                                 const FeedLimits& limits) {
    std::vector<FeedEvent> events;
    std::map<std::string, std::size_t> places;
    std::vector<std::string> open;  // components
    EventReader reader;
    for (const FeedLine& line : read_lines(text)) {
        go_on();
        std::string problem;
        if (line.name == "BEGIN") {
            open.push_back(ascii_upper(line.value));
            if (open.size() == 1 && open.back() != "VCALENDAR") problem = "it is not an iCalendar";
            if (open.size() > 16) problem = "components nest too deep";
            if (open.size() == 2 && open.back() == "VEVENT") reader = {};
        } else if (line.name == "END") {
            if (open.empty() || open.back() != ascii_upper(line.value))
                return FeedProblem{line.number, "END without BEGIN"};
            if (open.size() == 2 && open.back() == "VEVENT") {
                problem = reader.finish();
                if (problem.empty()) keep_newest(events, places, reader.take());
                if (events.size() > limits.max_events)
                    problem = "it has more than " + std::to_string(limits.max_events) + " events";
            }
            open.pop_back();
        } else if (open.empty()) {
            problem = "it is not an iCalendar";
        } else if (open.size() == 2 && open.back() == "VEVENT") {
            problem = reader.read(line);
        }
        if (!problem.empty()) return FeedProblem{line.number, std::move(problem)};
    }
    if (!open.empty()) return FeedProblem{1, "BEGIN:" + open.back() + " without END"};
    exclude_replaced(events, places);
    return events;
}

std::optional<std::vector<FeedDay>> days_of(const std::vector<FeedEvent>& events, DayNumber first,
                                            DayNumber last, const FeedLimits& limits) {
    std::map<std::pair<DayNumber, std::string>, const FeedEvent*> found;
    for (const FeedEvent& event : events) {
        DayNumber next = first;  // what one time of it has, those that begin meanwhile need not give again
        for (const DayNumber begin : begins_of(event, first, last)) {
            const DayNumber end = std::min(begin + (event.last - event.first), last);
            for (next = std::max(next, begin); next <= end; ++next) {
                go_on();
                found.emplace(std::pair{next, event.uid}, &event);
                if (found.size() > limits.max_days) return {};
            }
        }
    }
    std::vector<FeedDay> days;
    for (const auto& [key, event] : found) days.push_back({.day = key.first, .event = event});
    return days;
}

}  // namespace wf
