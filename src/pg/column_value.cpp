#include "pg/column_value.hpp"

#include "core/expression/temporal.hpp"
#include "core/json/value_json.hpp"
#include "pg/error_boundary.hpp"
#include "pg/numeric.hpp"
#include "pg/spi.hpp"

#include <string_view>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

constexpr int digits_each = 4;           // decimal digits in a stored digit of numeric
constexpr int most_digits = 34;          // that a Decimal keeps
constexpr int most_stored = most_digits / digits_each;  // that certainly fit
constexpr int head_of_numeric = 4;       // bytes before its digits, at most

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
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex = "\\x";
    for (const char byte : text_of(value)) {
        hex += digits[static_cast<unsigned char>(byte) >> 4];
        hex += digits[static_cast<unsigned char>(byte) & 15];
    }
    return hex;
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

Value numeric_value(Datum value) {
    const NumericData* const number = call([&] { return DatumGetNumeric(value); });
    if (const std::optional<feel::Decimal> decimal = decimal_from_numeric(number))
        return Value::number(*decimal);
    return Value::string(output(NUMERICOID, value));
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
    char buffer[MAXDATELEN + 1];
    char* const text = buffer;
    const Interval* const whole = &interval;
    call([&] {
        pg_itm parts;
        interval2itm(*whole, &parts);
        EncodeInterval(&parts, INTSTYLE_ISO_8601, text);
    });
    return Value::string(text);
}

// Values that no Value holds (nested too deep, numbers beyond 1e308) stay text.
Value json_value(const std::string& json) {
    std::optional<Value> value = value_from_json(json);
    return value ? std::move(*value) : Value::string(json);
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

bool is_plain_type(Oid type) {
    switch (type) {
        case BOOLOID:
        case INT2OID:
        case INT4OID:
        case INT8OID:
        case OIDOID:
        case FLOAT4OID:
        case FLOAT8OID:
        case NUMERICOID:
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
            return json_value(output(type, value));
        default:
            return Value::string(output(type, value));
    }
}

Value foreign_value(Oid type, Datum value) {
    const char* const json = call([&] {
        Datum argument = value;
        Oid argument_type = type;
        SPI_execute_with_args("SELECT pg_catalog.to_jsonb($1)", 1, &argument_type, &argument, nullptr, true, 1);
        return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
    });
    return json ? json_value(json) : Value{};
}

std::string exact_digits(Oid type, Datum value) {
    if (type != NUMERICOID) return {};
    return call([&] {
        const Numeric number = DatumGetNumeric(value);
        const int stored = (static_cast<int>(VARSIZE_ANY_EXHDR(number)) - head_of_numeric) / 2;
        return stored > most_stored ? static_cast<const char*>(numeric_normalize(number)) : "";
    });
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
