#include "pg/host/column_value.hpp"

#include "core/expression/temporal.hpp"
#include "core/json/value_json.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/numeric.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

constexpr int digits_each = 4;                          // decimal digits in a stored digit of numeric
constexpr int most_digits = 34;                         // that a Decimal keeps
constexpr int most_stored = most_digits / digits_each;  // that certainly fit
constexpr int head_of_numeric = 2;                      // bytes before its digits, at least

constexpr std::string_view hex_digits = "0123456789abcdef";

// The text that the type's output function writes. Requires a function that no setting changes.
std::string output(Oid type, Datum value) {
    const char* const text = call([&] {
        Oid function = InvalidOid;
        bool is_varlena = false;
        getTypeOutputInfo(type, &function, &is_varlena);
        return static_cast<const char*>(OidOutputFunctionCall(function, value));
    });
    return text;
}

std::string text_of(Datum value) {
    const varlena* const packed =
        call([&] { return pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(value))); });
    return {VARDATA_ANY(packed), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(packed))};
}

// Trailing blanks of char(n) are padding: to SQL they are not there.
std::string without_padding(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::string hex_of(Datum value) {
    std::string hex = "\\x";
    for (const char byte : text_of(value)) {
        hex += hex_digits[static_cast<unsigned char>(byte) >> 4];
        hex += hex_digits[static_cast<unsigned char>(byte) & 15];
    }
    return hex;
}

std::string uuid_text(Datum value) {
    const auto* const bytes = DatumGetUUIDP(value)->data;
    char text[2 * UUID_LEN + 4];
    char* end = text;
    for (int at = 0; at < UUID_LEN; ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10) *end++ = '-';
        *end++ = hex_digits[bytes[at] >> 4];
        *end++ = hex_digits[bytes[at] & 15];
    }
    return {text, end};
}

// Also beyond 1e308, which JSON keeps off.
std::string float_text(const Value& value) {
    return value.is_number() ? value.as_number().to_string() : value.as_string();
}

Value number_from(std::string_view shortest) {
    const std::optional<feel::Decimal> number = feel::Decimal::from_string(shortest);
    return number ? Value::number(*number) : Value::string(std::string{shortest});  // NaN, Infinity
}

Value float4_value(float number) {
    char buffer[FLOAT_SHORTEST_DECIMAL_LEN];
    return number_from({buffer, static_cast<std::size_t>(float_to_shortest_decimal_bufn(number, buffer))});
}

Value float8_value(double number) {
    char buffer[DOUBLE_SHORTEST_DECIMAL_LEN];
    return number_from({buffer, static_cast<std::size_t>(double_to_shortest_decimal_bufn(number, buffer))});
}

// All digits, and no zeros behind the last: the scale is none of the value.
std::string numeric_text(Datum value) {
    const char* const text =
        call([&] { return static_cast<const char*>(numeric_normalize(DatumGetNumeric(value))); });
    return text;
}

Value numeric_value(Datum value) {
    const NumericData* const number = call([&] { return DatumGetNumeric(value); });
    if (const std::optional<feel::Decimal> decimal = decimal_from_numeric(number))
        return Value::number(*decimal);
    return Value::string(numeric_text(value));
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// From the first that is not zero to the last.
std::size_t significant_digits(std::string_view number) {
    constexpr std::string_view digits = "123456789";
    const std::size_t first = number.find_first_of(digits);
    if (first == std::string_view::npos) return 0;
    const std::string_view from_first = number.substr(first, number.find_last_of(digits) + 1 - first);
    return from_first.size() - (from_first.find('.') == std::string_view::npos ? 0 : 1);
}

Value date_time_value(Oid type, Datum value) {
    char buffer[MAXDATELEN + 1];
    char* const text = buffer;
    call([&] {
        const int utc = 0;
        JsonEncodeDateTime(text, value, type, type == TIMESTAMPTZOID ? &utc : nullptr);
    });
    return Value::string(text);
}

// As the server writes it: FEEL puts the sign in front of the P, where the server cannot read it.
std::string interval_text(const Interval& interval) {
#ifdef INTERVAL_NOT_FINITE
    if (INTERVAL_NOT_FINITE(&interval)) return output(INTERVALOID, IntervalPGetDatum(&interval));
#endif
    char buffer[MAXDATELEN + 1];
    char* const text = buffer;
    const Interval* const whole = &interval;
    call([&] {
        pg_itm parts;
        interval2itm(*whole, &parts);
        EncodeInterval(&parts, INTSTYLE_ISO_8601, text);
    });
    return text;
}

// Months alone, or days and times alone, are durations of FEEL; a mixture is none, and keeps ISO's text.
Value interval_value(Datum value) {
    const Interval& interval = *DatumGetIntervalP(value);
    constexpr std::int64_t nanoseconds_of_day = std::int64_t{86'400} * 1'000'000'000;
#ifdef INTERVAL_NOT_FINITE
    if (INTERVAL_NOT_FINITE(&interval)) return Value::string(output(INTERVALOID, value));
#endif
    if (interval.month == 0) {
        const auto duration = feel::DaysDuration::from(feel::Nanoseconds{interval.day} * nanoseconds_of_day +
                                                       feel::Nanoseconds{interval.time} * 1000);
        if (duration) return Value::string(feel::to_string(*duration));
    } else if (interval.day == 0 && interval.time == 0) {
        return Value::string(feel::to_string(feel::MonthsDuration{interval.month}));
    }
    return Value::string(interval_text(interval));
}

bool is_enum(Oid type) {
    return call([&] { return type_is_enum(type); });
}

// PostgreSQL writes offsets of whole hours as "+01".
std::string with_minutes(std::string text) {
    const std::size_t sign = text.find_first_of("+-", text.find(':'));
    if (sign != std::string::npos && text.size() == sign + 3) text += ":00";
    return text;
}

}  // namespace

bool is_number_type(Oid type) {
    return type == INT2OID || type == INT4OID || type == INT8OID || type == OIDOID || type == NUMERICOID ||
           type == FLOAT4OID || type == FLOAT8OID;
}

bool is_plain_type(Oid type) {
    if (is_number_type(type)) return true;
    switch (type) {
        case BOOLOID:
        case TEXTOID:
        case VARCHAROID:
        case BPCHAROID:
        case NAMEOID:
        case CHAROID:
        case DATEOID:
        case TIMEOID:
        case TIMETZOID:
        case TIMESTAMPOID:
        case TIMESTAMPTZOID:
        case INTERVALOID:
        case UUIDOID:
        case BYTEAOID:
        case JSONOID:
        case JSONBOID:
        case INETOID:
        case CIDROID:
        case MACADDROID:
        case MACADDR8OID:
        case BITOID:
        case VARBITOID:
            return true;
        default:
            return is_enum(type);
    }
}

Value plain_value(Oid type, Datum value) {
    switch (type) {
        case BOOLOID:
            return Value::boolean(DatumGetBool(value));
        case INT2OID:
            return Value::number(feel::Decimal{DatumGetInt16(value)});
        case INT4OID:
            return Value::number(feel::Decimal{DatumGetInt32(value)});
        case INT8OID:
            return Value::number(feel::Decimal{DatumGetInt64(value)});
        case OIDOID:
            return Value::number(feel::Decimal{static_cast<std::int64_t>(DatumGetObjectId(value))});
        case FLOAT4OID:
            return float4_value(DatumGetFloat4(value));
        case FLOAT8OID:
            return float8_value(DatumGetFloat8(value));
        case NUMERICOID:
            return numeric_value(value);
        case TEXTOID:
        case VARCHAROID:
            return Value::string(text_of(value));
        case BPCHAROID:
            return Value::string(without_padding(text_of(value)));
        case DATEOID:
        case TIMEOID:
        case TIMETZOID:
        case TIMESTAMPOID:
        case TIMESTAMPTZOID:
            return date_time_value(type, value);
        case INTERVALOID:
            return interval_value(value);
        case BYTEAOID:
            return Value::string(hex_of(value));
        case JSONOID:
        case JSONBOID:
            return value_of_json(output(type, value));
        default:
            return Value::string(output(type, value));
    }
}

std::string foreign_json(Oid type, Datum value) {
    const char* const json = call([&] {
        Datum argument = value;
        Oid argument_type = type;
        SPI_execute_with_args("SELECT pg_catalog.to_jsonb($1)", 1, &argument_type, &argument, nullptr, true, 1);
        return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
    });
    return json ? json : "null";
}

// Values that no Value holds (nested too deep, numbers beyond 1e308), or that jsonb does not (a zero byte, which
// json lets through), stay text.
Value value_of_json(const std::string& json) {
    std::optional<Value> value = value_from_json(json);
    return value && json.find("\\u0000") == std::string::npos ? std::move(*value) : Value::string(json);
}

std::string exact_json(const std::string& json) {
    bool is_text = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == '"') is_text = !is_text;
        if (is_text && json[at] == '\\') ++at;
        if (is_text || !is_digit(json[at])) continue;
        const std::size_t end = std::min(json.find_first_not_of("0123456789.", at), json.size());
        if (significant_digits(std::string_view{json}.substr(at, end - at)) > most_digits) return json;
        at = end - 1;
    }
    return {};
}

std::string exact_digits(Oid type, Datum value) {
    if (type == JSONOID || type == JSONBOID) return exact_json(output(type, value));
    if (type != NUMERICOID) return {};
    const bool may_be_long = call([&] {
        const int size = static_cast<int>(VARSIZE_ANY_EXHDR(DatumGetNumeric(value)));
        return (size - head_of_numeric) / 2 > most_stored;
    });
    if (!may_be_long) return {};
    // Of the value itself, not of how it is stored: equal numbers have it, or have it not.
    std::string text = numeric_text(value);
    return significant_digits(text) > most_digits ? text : std::string{};
}

std::string whole_text(Oid type, Datum value) {
    switch (type) {
        case INT2OID:
            return std::to_string(DatumGetInt16(value));
        case INT4OID:
            return std::to_string(DatumGetInt32(value));
        case INT8OID:
            return std::to_string(DatumGetInt64(value));
        case OIDOID:
            return std::to_string(DatumGetObjectId(value));
        case NUMERICOID:
            return numeric_text(value);
        case FLOAT4OID:
        case FLOAT8OID:
            return float_text(plain_value(type, value));
        case TEXTOID:
        case VARCHAROID:
            return text_of(value);
        case UUIDOID:
            return uuid_text(value);
        case INTERVALOID:
            return interval_text(*DatumGetIntervalP(value));
        case JSONOID:
        case JSONBOID:
            if (std::string exact = exact_digits(type, value); !exact.empty()) return exact;
            return value_to_json(plain_value(type, value));
        default:
            return value_to_text(plain_value(type, value));
    }
}

Value with_time(Oid type, const Value& value) {
    if (!value.is_string()) return value;
    const std::string& text = value.as_string();
    Value result;
    if (type == DATEOID) result = Value::temporal(feel::date_from(text));
    if (type == TIMEOID || type == TIMETZOID)
        result = Value::temporal(feel::time_from(with_minutes(text)));
    if (type == TIMESTAMPOID || type == TIMESTAMPTZOID)
        result = Value::temporal(feel::date_time_from(text));
    if (type == INTERVALOID) result = feel::temporal_from(text);
    return result.is_null() ? value : result;
}

}  // namespace wf::pg
