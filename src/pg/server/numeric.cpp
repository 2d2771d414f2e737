// How a numeric is stored: a head, then digits to the base 10000, the first of which counts 10000^weight.
// The server keeps the layout to itself (utils/adt/numeric.c), but cannot change it: it is what every table on
// disk holds since 9.1, and pg_upgrade leaves it as it is. Not numeric_send, which gives the same digits, but
// allocates for each number more than all the rest takes. test/sql/feel.sql compares with the way by text.
#include "pg/server/numeric.hpp"

#include "pg/server/error_boundary.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Decimal;

constexpr int digits_each = 4;
constexpr int few_stored = 4;   // at most 16 decimal digits, which 64 bits hold
constexpr int most_stored = 9;  // at most 36 decimal digits, which 128 bits hold
constexpr Decimal::Coefficient coefficient_limit =
    Decimal::Coefficient{100'000'000'000'000'000} * 100'000'000'000'000'000;  // 34 digits

struct Stored {
    const char* digits;
    int count;
    int weight;
    int scale;  // decimal digits after the point
    bool negative;
};

std::uint16_t word(const char* bytes) {
    std::uint16_t result;
    std::memcpy(&result, bytes, sizeof result);
    return result;
}

// The two highest bits of the first word: long form, positive or negative; short form; NaN and infinity.
std::optional<Stored> take_apart(const NumericData* number) {
    const char* data = VARDATA_ANY(number);
    const int size = static_cast<int>(VARSIZE_ANY_EXHDR(number));
    const unsigned head = word(data);
    if ((head & 0xC000) == 0xC000) return std::nullopt;
    if ((head & 0x8000) != 0) {
        const int weight = static_cast<int>(head & 0x3F) - ((head & 0x40) != 0 ? 0x40 : 0);
        return Stored{data + 2, (size - 2) / 2, weight, static_cast<int>(head >> 7 & 0x3F),
                      (head & 0x2000) != 0};
    }
    return Stored{data + 4, (size - 4) / 2, static_cast<std::int16_t>(word(data + 2)),
                  static_cast<int>(head & 0x3FFF), (head & 0xC000) == 0x4000};
}

// Without the zeros that fill up the last stored digit: 1.5 is 15, not 15000, so that whole small numbers are
// compared as integers.
template <class Coefficient>
void trim(Coefficient& coefficient, int& exponent, int scale) {
    for (; exponent < -scale && coefficient % 10 == 0; ++exponent) coefficient /= 10;
}

// Nullopt: more than 34 digits.
std::optional<Decimal> exactly(const Stored& stored) {
    if (stored.count > most_stored) return std::nullopt;
    int exponent = stored.count == 0 ? 0 : (stored.weight - stored.count + 1) * digits_each;
    if (stored.count <= few_stored && exponent <= 0) {
        std::uint64_t coefficient = 0;
        for (int i = 0; i < stored.count; ++i)
            coefficient = coefficient * 10000 + word(stored.digits + 2 * i);
        trim(coefficient, exponent, stored.scale);
        if (exponent < Decimal::least_exponent) return std::nullopt;
        return Decimal::from_parts({stored.negative, coefficient, exponent});
    }
    Decimal::Coefficient coefficient = 0;
    for (int i = 0; i < stored.count; ++i) coefficient = coefficient * 10000 + word(stored.digits + 2 * i);
    trim(coefficient, exponent, stored.scale);
    for (; exponent > 0 && coefficient < coefficient_limit / 10; --exponent) coefficient *= 10;
    if (coefficient >= coefficient_limit) return std::nullopt;
    if (exponent < Decimal::least_exponent || exponent > Decimal::most_exponent) return std::nullopt;
    return Decimal::from_parts({stored.negative, coefficient, exponent});
}

const char* text_of(const NumericData* number) {
    return call([&] {
        return static_cast<const char*>(
            DatumGetCString(DirectFunctionCall1(numeric_out, PointerGetDatum(number))));
    });
}

}  // namespace

std::size_t text_size(const NumericData* number) {
    const std::optional<Stored> stored = take_apart(number);
    if (!stored) return 0;
    return static_cast<std::size_t>(std::max(stored->weight, 0)) * digits_each +
           static_cast<std::size_t>(stored->scale);
}

std::optional<Decimal> decimal_from_numeric(const NumericData* number) {
    const std::optional<Stored> stored = take_apart(number);
    if (!stored) return std::nullopt;
    if (const std::optional<Decimal> exact = exactly(*stored)) return exact;
    return Decimal::from_string(text_of(number));
}

Numeric numeric_from_decimal(const Decimal& number) {
    const Decimal::Parts parts = number.parts();
    constexpr int usual = 300;  // the server shifts no further
    if (parts.coefficient <= INT64_MAX && parts.exponent <= usual && parts.exponent >= -usual) {
        const auto coefficient = static_cast<std::int64_t>(parts.coefficient);
        return call([&] {
            return int64_div_fast_to_numeric(parts.negative ? -coefficient : coefficient, -parts.exponent);
        });
    }
    const std::string text = number.to_string();
    const char* digits = text.c_str();
    return call([&] {
        return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
                                                   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
    });
}

}  // namespace wf::pg
