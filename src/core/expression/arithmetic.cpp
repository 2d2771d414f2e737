#include "core/expression/arithmetic.hpp"

namespace wf::feel {

namespace {

bool numbers(const Value& a, const Value& b) { return a.is_number() && b.is_number(); }

bool is_duration(const Value& value) { return value.is_days_duration() || value.is_months_duration(); }

std::optional<Value> negative(const Value& duration) {
    if (duration.is_days_duration()) {
        const auto result = DaysDuration::from(-duration.as_days_duration().nanoseconds());
        return Value::temporal(result);
    }
    if (!duration.is_months_duration()) return std::nullopt;
    return Value::temporal(std::optional{MonthsDuration{-duration.as_months_duration().months}});
}

Value months_value(Nanoseconds months) {
    if (months > MonthsDuration::max_months || months < -MonthsDuration::max_months) return {};
    return Value::temporal(std::optional{MonthsDuration{static_cast<std::int64_t>(months)}});
}

Value plus(const Date& date, const Value& duration) {
    if (duration.is_months_duration())
        return Value::temporal(date.plus_months(duration.as_months_duration().months));
    const std::optional<DateTime> sum =
        DateTime::from(DateTime{date, {}}.nanoseconds() + duration.as_days_duration().nanoseconds(), Zone{});
    return sum ? Value::temporal(std::optional{sum->date}) : Value{};
}

Value plus(const DateTime& moment, const Value& duration) {
    if (duration.is_months_duration()) {
        const std::optional<Date> date = moment.date.plus_months(duration.as_months_duration().months);
        return date ? Value::temporal(std::optional{DateTime{*date, moment.time}}) : Value{};
    }
    return Value::temporal(
        DateTime::from(moment.nanoseconds() + duration.as_days_duration().nanoseconds(), moment.time.zone));
}

// Around the clock.
Value plus(const Time& time, const Value& duration) {
    if (!duration.is_days_duration()) return {};
    const auto sum = DateTime::from(DateTime{time_epoch, {time.second, time.nanosecond, {}}}.nanoseconds() +
                                        duration.as_days_duration().nanoseconds(),
                                    Zone{});
    if (!sum) return {};
    return Value::temporal(std::optional{Time{sum->time.second, sum->time.nanosecond, time.zone}});
}

Value add_duration(const Value& a, const Value& duration) {
    if (a.is_date()) return plus(a.as_date(), duration);
    if (a.is_date_time()) return plus(a.as_date_time(), duration);
    if (a.is_time()) return plus(a.as_time(), duration);
    if (a.type() != duration.type()) return {};
    if (a.is_months_duration())
        return months_value(Nanoseconds{a.as_months_duration().months} +
                            duration.as_months_duration().months);
    return Value::temporal(
        DaysDuration::from(a.as_days_duration().nanoseconds() + duration.as_days_duration().nanoseconds()));
}

// A date is its midnight in UTC, where a zone is meant in that zone; beside another date just its midnight.
std::optional<DateTime> moment(const Value& value, bool beside_date) {
    if (value.is_date_time()) return value.as_date_time();
    if (value.is_date())
        return DateTime{value.as_date(),
                        {0, 0, beside_date ? Zone{} : LocalZone::current().value_or(Zone::utc())}};
    if (value.is_time()) return DateTime{time_epoch, value.as_time()};
    return std::nullopt;
}

Value difference(const Value& a, const Value& b) {
    if (a.is_time() != b.is_time()) return {};
    auto from = moment(b, a.is_date()), to = moment(a, b.is_date());
    if (!from || !to) return {};
    if (!a.is_time() && from->time.zone.is_none() != to->time.zone.is_none()) {
        from = from->beside_zoned();
        to = to->beside_zoned();
    }
    if (from->time.zone.is_none() != to->time.zone.is_none()) return {};
    return Value::temporal(DaysDuration::from(to->nanoseconds() - from->nanoseconds()));
}

// What Decimal holds exactly: 34 digits are more than any duration has.
Decimal decimal(Nanoseconds n) {
    const Decimal billion{1'000'000'000};
    return Decimal{static_cast<std::int64_t>(n / 1'000'000'000)} * billion +
           Decimal{static_cast<std::int64_t>(n % 1'000'000'000)};
}

// Towards zero.
Value days_value(Decimal nanoseconds) {
    const Decimal billion{1'000'000'000};
    if (!nanoseconds.is_finite()) return {};
    const std::optional<std::int64_t> seconds = (nanoseconds / billion).round(0, Rounding::Down).to_int64();
    if (!seconds) return {};
    const std::optional<std::int64_t> rest =
        (nanoseconds - Decimal{*seconds} * billion).round(0, Rounding::Down).to_int64();
    return Value::temporal(DaysDuration::from(Nanoseconds{*seconds} * 1'000'000'000 + rest.value_or(0)));
}

Value scaled(const Value& duration, Decimal factor, bool divides) {
    const auto apply = [&](Decimal amount) { return divides ? amount / factor : amount * factor; };
    if (duration.is_days_duration())
        return days_value(apply(decimal(duration.as_days_duration().nanoseconds())));
    const Decimal months = apply(Decimal{duration.as_months_duration().months});
    if (!months.is_finite()) return {};
    const std::optional<std::int64_t> whole = months.round(0, Rounding::Down).to_int64();
    return whole ? months_value(*whole) : Value{};
}

Decimal size(const Value& duration) {
    return duration.is_days_duration() ? decimal(duration.as_days_duration().nanoseconds())
                                       : Decimal{duration.as_months_duration().months};
}

}  // namespace

Value add(const Value& a, const Value& b, Meter& meter) {
    if (numbers(a, b)) return Value::number(a.as_number() + b.as_number());
    if (a.is_string() && b.is_string()) {
        meter.charge_text(a.as_string().size() + b.as_string().size());
        return Value::string(a.as_string() + b.as_string());
    }
    if (is_duration(b)) return add_duration(a, b);
    return is_duration(a) ? add_duration(b, a) : Value{};
}

Value subtract(const Value& a, const Value& b) {
    if (numbers(a, b)) return Value::number(a.as_number() - b.as_number());
    if (const std::optional<Value> duration = negative(b)) return add_duration(a, *duration);
    return difference(a, b);
}

Value multiply(const Value& a, const Value& b) {
    if (numbers(a, b)) return Value::number(a.as_number() * b.as_number());
    if (is_duration(a) && b.is_number()) return scaled(a, b.as_number(), false);
    return a.is_number() && is_duration(b) ? scaled(b, a.as_number(), false) : Value{};
}

Value divide(const Value& a, const Value& b) {
    if (numbers(a, b)) return Value::number(a.as_number() / b.as_number());
    if (is_duration(a) && b.is_number()) return scaled(a, b.as_number(), true);
    return is_duration(a) && a.type() == b.type() ? Value::number(size(a) / size(b)) : Value{};
}

Value power(const Value& a, const Value& b) {
    return numbers(a, b) ? Value::number(a.as_number().power(b.as_number())) : Value{};
}

Value negate(const Value& a) {
    return a.is_number() ? Value::number(-a.as_number()) : negative(a).value_or(Value{});
}

}  // namespace wf::feel
