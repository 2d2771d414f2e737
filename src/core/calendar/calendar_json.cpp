#include "core/calendar/calendar_json.hpp"

#include "core/base/in_quotes.hpp"
#include "core/calendar/hours.hpp"
#include "core/calendar/working_time.hpp"
#include "core/json/value_json.hpp"

#include <algorithm>
#include <initializer_list>

namespace wf {
namespace {

using feel::Value;

constexpr std::string_view kind_names[] = {"rest", "work", "week"};
constexpr DayNumber longest_exception = 366;

// Of one JSON object. Notes the first thing that is wrong; everything asked afterwards is empty.
class ObjectReader {
public:
    ObjectReader(const Value& object, std::string what, std::initializer_list<std::string_view> keys,
                 CalendarProblem& problem)
        : object_(object), what_(std::move(what)), problem_(problem) {
        if (!object.is_context()) {
            wrong(what_ + " must be a JSON object");
            return;
        }
        for (const auto& [key, value] : object.as_context())
            if (std::ranges::find(keys, key) == keys.end()) {
                std::string known;
                for (const std::string_view one : keys)
                    known += (known.empty() ? "" : ", ") + std::string{one};
                wrong(what_ + " has no key " + in_quotes(key), "Its keys are " + known + ".");
            }
    }

    void wrong(std::string message, std::string hint = {}) {
        if (problem_.message.empty()) problem_ = {std::move(message), std::move(hint)};
    }
    bool has(std::string_view key) const { return object_.get(key) != nullptr; }
    const Value* find(std::string_view key) const {
        const Value* value = object_.get(key);
        return value && !value->is_null() ? value : nullptr;
    }
    std::string text(std::string_view key) {
        const Value* value = find(key);
        if (!value) return {};
        if (value->is_string() && !value->as_string().empty()) return value->as_string();
        wrong(in_quotes(key) + " of " + what_ + " must be a text");
        return {};
    }
    std::vector<std::string> texts(std::string_view key) {
        std::vector<std::string> found;
        const Value* value = find(key);
        if (!value) return found;
        if (value->is_string()) return {value->as_string()};
        const bool is_list = value->is_list() && std::ranges::all_of(value->as_list(), &Value::is_string);
        if (!is_list) wrong(in_quotes(key) + " of " + what_ + " must be a list of texts");
        if (is_list)
            for (const Value& one : value->as_list()) found.push_back(one.as_string());
        return found;
    }
    std::optional<Shifts> hours(std::string_view key) {
        std::string reason;
        std::optional<Shifts> shifts = parse_hours(texts(key), reason);
        if (!shifts)
            wrong(reason + ": " + in_quotes(key) + " of " + what_,
                  R"(Write hours such as "09:00-12:00", over midnight "22:00-06:00".)");
        return shifts;
    }

private:
    const Value& object_;
    std::string what_;
    CalendarProblem& problem_;
};

std::optional<Value> read_value(std::string_view json, CalendarProblem& problem) {
    std::optional<Value> value = value_from_json(json);
    if (!value) problem = {"it is not JSON", ""};
    return value;
}

void read_week(const Value& week, CalendarSettings& settings, CalendarProblem& problem) {
    if (!week.is_context()) {
        problem = {R"("week" must be a JSON object)", R"(Write {"mon-fri": ["09:00-17:00"]}, for example.)"};
        return;
    }
    for (const auto& [key, value] : week.as_context()) {
        const std::vector<std::size_t> days = parse_weekdays(key);
        if (days.empty()) {
            if (problem.message.empty())
                problem = {in_quotes(key) + " is not a day of the week",
                           R"(Write "mon", "tue", "wed", "thu", "fri", "sat", "sun", or "mon-fri".)"};
            return;
        }
        const Value named = Value::context({{key, value.is_null() ? Value::list({}) : value}});
        const std::optional<Shifts> hours = ObjectReader{named, "the week", {key}, problem}.hours(key);
        for (const std::size_t day : days) settings.week[day] = hours;
    }
}

std::optional<DayNumber> read_day(ObjectReader& reader, std::string_view key) {
    const std::string text = reader.text(key);
    const std::optional<feel::Date> date = feel::date_from(text);
    if (date && date->year >= 1 && date->year <= 9999)
        return static_cast<DayNumber>(date->days() - feel::Date{2000, 1, 1}.days());
    reader.wrong(in_quotes(text) + " is not a date", R"(Write dates such as "2026-10-01".)");
    return {};
}

CalendarDay read_one_day(const Value& value, CalendarProblem& problem) {
    ObjectReader reader{value, "a day of the calendar", {"day", "last", "kind", "hours", "name"}, problem};
    CalendarDay day;
    if (!problem.message.empty()) return day;
    day.first = read_day(reader, "day").value_or(0);
    day.last = reader.find("last") ? read_day(reader, "last").value_or(0) : day.first;
    if (day.last < day.first || day.last - day.first >= longest_exception)
        reader.wrong(R"("last" must be "day" or a date within the year after it)");
    if (!reader.has("kind"))
        reader.wrong(R"(key "kind" is missing)",
                     R"(It is "rest", "work", "week", or null, which takes back what was said.)");
    const std::string kind = reader.text("kind");
    day.kind = day_kind(kind);
    if (!kind.empty() && !day.kind)
        reader.wrong(in_quotes(kind) + " is not a kind of day", R"(Kinds are "rest", "work" and "week".)");
    if (reader.find("hours")) day.hours = reader.hours("hours");
    if (day.hours && day.kind != DayKind::Work)
        reader.wrong(R"(only a day of kind "work" has hours)",
                     R"(A day with fewer hours than usual is of kind "work".)");
    day.name = reader.text("name");
    return day;
}

}  // namespace

std::string_view name_of(DayKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<DayKind> day_kind(std::string_view name) {
    const auto found = std::ranges::find(kind_names, name);
    if (found == std::end(kind_names)) return {};
    return static_cast<DayKind>(found - std::begin(kind_names));
}

std::variant<CalendarSettings, CalendarProblem> read_calendar_settings(std::string_view json) {
    CalendarProblem problem;
    const std::optional<Value> value = read_value(json, problem);
    if (!value) return problem;
    ObjectReader reader{*value, "a calendar", {"name", "parent", "time_zone", "week", "ignores"}, problem};
    if (!problem.message.empty()) return problem;
    CalendarSettings settings{.name = reader.text("name"),
                              .parent = reader.text("parent"),
                              .time_zone = reader.text("time_zone"),
                              .week = {},
                              .ignores = reader.texts("ignores")};
    if (!settings.time_zone.empty() && !zone_named(settings.time_zone))
        reader.wrong("time zone " + in_quotes(settings.time_zone) + " does not exist",
                     R"(Zones have the names of the IANA database, such as "Asia/Shanghai".)");
    for (const std::string& kind : settings.ignores)
        if (kind != "rest" && kind != "work")
            reader.wrong(R"("ignores" cannot have )" + in_quotes(kind),
                         R"(It lists kinds of days of the parent: "rest", "work".)");
    if (const Value* week = reader.find("week")) read_week(*week, settings, problem);
    if (!problem.message.empty()) return problem;
    return settings;
}

std::string week_json(const std::array<std::optional<Shifts>, 7>& week) {
    std::string json;
    for (std::size_t day = 0; day < week.size(); ++day) {
        if (!week[day]) continue;
        json += (json.empty() ? "" : ", ") + in_quotes(weekday_names[day]) + ": [";
        bool is_first = true;
        for (const std::string& text : hours_text(*week[day])) {
            json += (is_first ? "" : ", ") + in_quotes(text);
            is_first = false;
        }
        json += "]";
    }
    return "{" + json + "}";
}

std::variant<std::vector<CalendarDay>, CalendarProblem> read_calendar_days(std::string_view json) {
    CalendarProblem problem;
    const std::optional<Value> value = read_value(json, problem);
    if (!value) return problem;
    if (!value->is_list())
        return CalendarProblem{"days must be a JSON list",
                               R"(Write [{"day": "2026-10-01", "kind": "rest"}], for example.)"};
    std::vector<CalendarDay> days;
    for (const Value& one : value->as_list()) {
        days.push_back(read_one_day(one, problem));
        if (!problem.message.empty()) return problem;
    }
    return days;
}

}  // namespace wf
