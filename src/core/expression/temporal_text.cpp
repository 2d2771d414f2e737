// The text of dates, times and durations, as XML Schema has it, with "@Europe/Paris" as FEEL adds it.
#include "core/expression/value.hpp"

#include <algorithm>
#include <charconv>

namespace wf::feel {

namespace {

// Takes what it has read off the front of the text. What does not fit makes it fail for good.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool at_end() const { return text_.empty(); }
    bool failed() const { return failed_; }
    bool is_done() const { return !failed_ && text_.empty(); }
    void fail() { failed_ = true; }
    std::string_view rest() const { return text_; }

    bool accept(char c) {
        if (!text_.starts_with(c)) return false;
        text_.remove_prefix(1);
        return true;
    }
    void expect(char c) { failed_ = !accept(c) || failed_; }

    std::size_t digits() const {
        const std::size_t end = text_.find_first_not_of("0123456789");
        return end == std::string_view::npos ? text_.size() : end;
    }

    std::int64_t number(std::size_t fewest, std::size_t most) {
        const std::size_t count = digits();
        std::int64_t result = 0;
        if (count < fewest || count > most) return fail(), result;
        const auto [end, problem] = std::from_chars(text_.data(), text_.data() + count, result);
        if (problem != std::errc{}) fail();
        text_.remove_prefix(count);
        return result;
    }

    // ".123" as 123000000; digits beyond the nanosecond are cut off.
    std::int64_t nanoseconds(std::size_t fewest, std::size_t most) {
        if (!accept('.')) return 0;
        const std::size_t count = digits(), read = std::min<std::size_t>(count, 9);
        std::int64_t result = 0;
        if (count < fewest || count > most) fail();
        for (std::size_t i = 0; i < 9; ++i) result = result * 10 + (i < read ? text_[i] - '0' : 0);
        text_.remove_prefix(count);
        return result;
    }

private:
    std::string_view text_;
    bool failed_ = false;
};

std::optional<Date> read_date(Reader& reader) {
    const bool is_negative = reader.accept('-');
    const bool has_zero = reader.rest().starts_with('0') && reader.digits() > 4;
    const std::int64_t year = reader.number(4, 9);
    reader.expect('-');
    const std::int64_t month = reader.number(2, 2);
    reader.expect('-');
    const std::int64_t day = reader.number(2, 2);
    if (reader.failed() || has_zero) return std::nullopt;
    return Date::from(is_negative ? -year : year, month, day);
}

std::optional<Zone> read_zone(Reader& reader) {
    if (reader.at_end()) return Zone{};
    if (reader.accept('Z')) return Zone::utc();
    if (reader.accept('@')) {
        const std::optional<Zone> zone = Zone::named(reader.rest());
        reader = Reader{{}};
        return zone;
    }
    const bool is_west = reader.accept('-');
    if (!is_west) reader.expect('+');
    const std::int64_t hours = reader.number(2, 2);
    reader.expect(':');
    const std::int64_t minutes = reader.number(2, 2);
    const std::int64_t seconds = reader.accept(':') ? reader.number(2, 2) : 0;
    const std::int64_t offset = (hours * 60 + minutes) * 60 + seconds;
    if (reader.failed() || minutes > 59 || seconds > 59 || offset > Zone::max_offset) return std::nullopt;
    return Zone::offset(static_cast<std::int32_t>(is_west ? -offset : offset));
}

// "24:00:00" is the midnight at the end of the day: time 00:00:00, and `is_end` set.
std::optional<Time> read_time(Reader& reader, bool& is_end) {
    is_end = reader.rest().starts_with("24:00:00");
    const std::int64_t hour = is_end ? reader.number(2, 2) - 24 : reader.number(2, 2);
    reader.expect(':');
    const std::int64_t minute = reader.number(2, 2);
    reader.expect(':');
    const std::int64_t second = reader.number(2, 2);
    const std::int64_t nanosecond = reader.nanoseconds(1, 9);
    if (reader.failed()) return std::nullopt;
    if (is_end && nanosecond != 0) return std::nullopt;
    const std::optional<Zone> zone = read_zone(reader);
    if (!zone || !reader.is_done()) return std::nullopt;
    return Time::from(hour, minute, second, nanosecond, *zone);
}

// "12H": the number, if this unit comes next.
std::optional<std::int64_t> amount(Reader& reader, char unit) {
    const std::size_t count = reader.digits();
    if (count == 0 || count >= reader.rest().size() || reader.rest()[count] != unit) return std::nullopt;
    const std::int64_t result = reader.number(1, 18);
    reader.expect(unit);
    return result;
}

std::string padded(std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number < 0 ? -number : number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return (number < 0 ? "-" : "") + digits;
}

void append_fraction(std::string& out, std::int64_t nanosecond) {
    if (nanosecond == 0) return;
    std::string digits = padded(nanosecond, 9);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += '.' + digits;
}

void append_zone(std::string& out, const Time& time) {
    if (time.zone.is_none()) return;
    if (time.zone.is_named()) {
        out += '@' + time.zone.name();
        return;
    }
    const std::int32_t offset = time.zone.offset_at_instant(0), size = offset < 0 ? -offset : offset;
    if (offset == 0) {
        out += 'Z';
        return;
    }
    out += offset < 0 ? '-' : '+';
    out += padded(size / 3600, 2) + ':' + padded(size / 60 % 60, 2);
    if (size % 60 != 0) out += ':' + padded(size % 60, 2);
}

}  // namespace

std::optional<Date> date_from(std::string_view text) {
    Reader reader{text};
    const std::optional<Date> date = read_date(reader);
    return reader.is_done() ? date : std::nullopt;
}

std::optional<Time> time_from(std::string_view text) {
    Reader reader{text};
    bool is_end;
    return read_time(reader, is_end);
}

std::optional<DateTime> date_time_from(std::string_view text) {
    Reader reader{text};
    const std::optional<Date> date = read_date(reader);
    reader.expect('T');
    if (!date || reader.failed()) return std::nullopt;
    bool is_end;
    const std::optional<Time> time = read_time(reader, is_end);
    const std::optional<Date> day = is_end ? Date::from_days(date->days() + 1) : date;
    if (!time || !day) return std::nullopt;
    return DateTime{*day, *time};
}

std::optional<DaysDuration> days_duration_from(std::string_view text) {
    Reader reader{text};
    const bool is_negative = reader.accept('-');
    reader.expect('P');
    const auto days = amount(reader, 'D');
    bool has_amount = days.has_value();
    Nanoseconds seconds = Nanoseconds{days.value_or(0)} * 86'400;
    std::int64_t fraction = 0;
    if (reader.accept('T')) {
        const auto hours = amount(reader, 'H');
        const auto minutes = amount(reader, 'M');
        seconds += Nanoseconds{hours.value_or(0)} * 3600 + Nanoseconds{minutes.value_or(0)} * 60;
        has_amount = hours || minutes;
        if (reader.digits() > 0) {
            has_amount = true;
            seconds += reader.number(1, 18);
            fraction = reader.nanoseconds(0, std::string_view::npos);  // also none: PT0.S
            reader.expect('S');
        }
    }
    if (!reader.is_done() || !has_amount) return std::nullopt;
    const Nanoseconds total = seconds * 1'000'000'000 + fraction;
    return DaysDuration::from(is_negative ? -total : total);
}

std::optional<MonthsDuration> months_duration_from(std::string_view text) {
    Reader reader{text};
    const bool is_negative = reader.accept('-');
    reader.expect('P');
    const auto years = amount(reader, 'Y');
    const auto months = amount(reader, 'M');
    if (!reader.is_done() || (!years && !months)) return std::nullopt;
    const Nanoseconds total = Nanoseconds{years.value_or(0)} * 12 + months.value_or(0);
    if (total > MonthsDuration::max_months) return std::nullopt;
    return MonthsDuration{static_cast<std::int64_t>(is_negative ? -total : total)};
}

Value temporal_from(std::string_view text) {
    if (text.find('P') < 2) {
        if (const auto days = days_duration_from(text)) return Value::temporal(days);
        return Value::temporal(months_duration_from(text));
    }
    if (const auto date = date_from(text)) return Value::temporal(date);
    if (const auto time = time_from(text)) return Value::temporal(time);
    return Value::temporal(date_time_from(text));
}

std::string to_string(const Date& date) {
    return padded(date.year, 4) + '-' + padded(date.month, 2) + '-' + padded(date.day, 2);
}

std::string to_string(const Time& time) {
    std::string out = padded(time.second / 3600, 2) + ':' + padded(time.second / 60 % 60, 2) + ':' +
                      padded(time.second % 60, 2);
    append_fraction(out, time.nanosecond);
    append_zone(out, time);
    return out;
}

std::string to_string(const DateTime& date_time) {
    return to_string(date_time.date) + 'T' + to_string(date_time.time);
}

std::string to_string(const DaysDuration& duration) {
    const bool is_negative = duration.seconds < 0;
    const Nanoseconds total = is_negative ? -duration.nanoseconds() : duration.nanoseconds();
    const auto seconds = static_cast<std::int64_t>(total / 1'000'000'000);
    const auto nanosecond = static_cast<std::int64_t>(total % 1'000'000'000);
    if (total == 0) return "PT0S";
    std::string out = is_negative ? "-P" : "P";
    const auto append = [&out](std::int64_t number, char unit) {
        if (number != 0) out += std::to_string(number) + unit;
    };
    append(seconds / 86'400, 'D');
    if (seconds % 86'400 == 0 && nanosecond == 0) return out;
    out += 'T';
    append(seconds / 3600 % 24, 'H');
    append(seconds / 60 % 60, 'M');
    if (seconds % 60 == 0 && nanosecond == 0) return out;
    out += std::to_string(seconds % 60);
    append_fraction(out, nanosecond);
    return out + 'S';
}

std::string to_string(const MonthsDuration& duration) {
    const std::int64_t months = duration.months < 0 ? -duration.months : duration.months;
    if (months == 0) return "P0M";
    std::string out = duration.months < 0 ? "-P" : "P";
    if (months / 12 != 0) out += std::to_string(months / 12) + 'Y';
    if (months % 12 != 0) out += std::to_string(months % 12) + 'M';
    return out;
}

}  // namespace wf::feel
