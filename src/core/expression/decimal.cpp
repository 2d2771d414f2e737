#include "core/expression/decimal.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>

// The variant of Intel's library that keeps no global state: arguments by value, rounding mode and status
// flags passed to each call. It is libbidgcc000.a, compiled as position independent code, so a shared object
// can take it in.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

namespace wf::feel {

struct Bits {
    static constexpr int exponent_bias = Decimal::exponent_bias;
    static BID_UINT128 of(Decimal d) { return std::bit_cast<BID_UINT128>(std::array{d.low_, d.high_}); }
    static Decimal decimal(BID_UINT128 bits) {
        Decimal result;
        result.low_ = bits.w[0];
        result.high_ = bits.w[1];
        return result;
    }
};

namespace {

constexpr unsigned half_even = 0, floor_mode = 1, ceiling_mode = 2, truncate = 3,
                   half_away = 4;  // IEEE order

// 1E`exponent`
Decimal unit(int exponent) {
    BID_UINT128 bits;
    bits.w[0] = 1;
    bits.w[1] = static_cast<std::uint64_t>(exponent + Bits::exponent_bias) << 49;
    return Bits::decimal(bits);
}

Decimal quantize(Decimal d, int exponent, unsigned mode) {
    unsigned flags = 0;
    return Bits::decimal(bid128_quantize(Bits::of(d), Bits::of(unit(exponent)), mode, &flags));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number taken apart: `digits` without leading zeros, times ten to the power of `exponent`.
struct Scanned {
    bool negative = false;
    std::string digits;
    long exponent = 0;
};

// More digits than decimal128 holds are dropped, but a nonzero one among them leaves a trace, so that
// rounding still knows on which side of a tie the number lies.
constexpr std::size_t kept_digits = 60;

void add_digit(Scanned& number, char digit, bool after_point) {
    if (number.digits.size() < kept_digits) {
        if (digit != '0' || !number.digits.empty()) number.digits += digit;
        if (after_point) --number.exponent;
        return;
    }
    if (digit != '0') number.digits.back() = std::max(number.digits.back(), '1');
    if (!after_point) ++number.exponent;
}

std::optional<Scanned> scan(std::string_view text) {
    Scanned number;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) number.negative = text[i++] == '-';
    bool any = false;
    for (; i < text.size() && is_digit(text[i]); ++i, any = true) add_digit(number, text[i], false);
    if (i < text.size() && text[i] == '.') {
        const std::size_t fraction = ++i;
        for (; i < text.size() && is_digit(text[i]); ++i, any = true) add_digit(number, text[i], true);
        if (i == fraction) return std::nullopt;
    }
    if (!any) return std::nullopt;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool down = false;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) down = text[i++] == '-';
        if (i == text.size()) return std::nullopt;
        long exponent = 0;
        for (; i < text.size() && is_digit(text[i]); ++i)
            exponent = std::min(exponent * 10 + (text[i] - '0'), 1'000'000'000L);
        number.exponent += down ? -exponent : exponent;
    }
    if (i != text.size()) return std::nullopt;
    return number;
}

// Nearly every number has few digits and no exponent, and is read in a tenth of the library's time. Nullopt: all else.
std::optional<Decimal::Parts> scan_short(std::string_view text) {
    constexpr std::size_t most_digits = 18;  // 64 bits hold them
    Decimal::Parts number;
    number.negative = text.starts_with('-');
    if (number.negative) text.remove_prefix(1);
    if (text.empty() || text.size() > most_digits || !is_digit(text.front()) || !is_digit(text.back()))
        return std::nullopt;
    std::uint64_t coefficient = 0;
    std::size_t point = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i]))
            coefficient = coefficient * 10 + static_cast<std::uint64_t>(text[i] - '0');
        else if (text[i] == '.' && point == text.size())
            point = i;
        else
            return std::nullopt;
    }
    if (coefficient == 0) return Decimal::Parts{};
    number.coefficient = coefficient;
    if (point < text.size()) number.exponent = static_cast<int>(point + 1) - static_cast<int>(text.size());
    return number;
}

// Powers with a whole exponent by squaring: exact as long as 34 digits hold the result, which exp(y*log(x))
// is not.
Decimal whole_power(Decimal base, std::int64_t exponent) {
    Decimal result = 1;
    for (std::uint64_t left = static_cast<std::uint64_t>(std::abs(exponent)); left != 0; left >>= 1) {
        if (left & 1) result = result * base;
        if (left > 1) base = base * base;
    }
    return exponent < 0 ? Decimal{1} / result : result;
}

// Without an exponent.
std::string plain(bool is_negative, std::string_view digits, int exponent) {
    std::string text = is_negative ? "-" : "";
    const auto places = static_cast<std::size_t>(std::abs(exponent));
    if (exponent >= 0) return text.append(digits).append(places, '0');
    if (digits.size() <= places) return text.append("0.").append(places - digits.size(), '0').append(digits);
    const std::size_t point = digits.size() - places;
    return text.append(digits.substr(0, point)).append(1, '.').append(digits.substr(point));
}

}  // namespace

std::optional<Decimal> Decimal::from_string(std::string_view text) {
    if (const std::optional<Parts> parts = scan_short(text)) return from_parts(*parts);
    std::optional<Scanned> number = scan(text);
    if (!number) return std::nullopt;
    if (number->digits.empty()) return Decimal{};
    std::string form = (number->negative ? "-" : "+") + number->digits + 'E' +
                       std::to_string(std::clamp(number->exponent, -20'000L, 20'000L));
    unsigned flags = 0;
    const Decimal result = Bits::decimal(bid128_from_string(form.data(), half_even, &flags));
    if (!result.is_finite()) return std::nullopt;
    return result;
}

std::string Decimal::to_string() const {
    if (is_zero()) return "0";
    char form[64];  // +ddd...E-ddd, at most 34 digits
    std::string_view digits;
    int exponent = quantum();
    if (is_finite() && (high_ & coefficient_bits) == 0) {
        digits = {form, std::to_chars(form, form + sizeof form, low_).ptr};
    } else {
        unsigned flags = 0;
        bid128_to_string(form, Bits::of(*this), &flags);
        digits = form;
        const std::size_t e = digits.find('E');
        if (e == std::string_view::npos) return std::string{digits};  // not finite
        digits = digits.substr(1, e - 1);
    }
    while (digits.back() == '0') {
        digits.remove_suffix(1);
        ++exponent;
    }
    return plain(is_negative(), digits, exponent);
}

Decimal Decimal::from_parts(Parts parts) {
    const auto biased = static_cast<std::uint64_t>(parts.exponent + exponent_bias);
    BID_UINT128 bits;
    bits.w[0] = static_cast<std::uint64_t>(parts.coefficient);
    bits.w[1] = static_cast<std::uint64_t>(parts.coefficient >> 64) | biased << 49;
    if (parts.negative && parts.coefficient != 0) bits.w[1] |= sign_bit;
    return Bits::decimal(bits);
}

Decimal::Parts Decimal::parts() const {
    if (is_zero()) return {};
    Parts parts{.negative = is_negative(),
                .coefficient = Coefficient{high_ & coefficient_bits} << 64 | low_,
                .exponent = quantum()};
    while (parts.coefficient % 10 == 0 && parts.exponent < most_exponent) {
        parts.coefficient /= 10;
        ++parts.exponent;
    }
    return parts;
}

std::optional<std::int64_t> Decimal::to_int64() const {
    if (high_ == exponent_zero && low_ <= INT64_MAX) return static_cast<std::int64_t>(low_);
    unsigned flags = 0;
    const std::int64_t n = bid128_to_int64_xint(Bits::of(*this), &flags);
    if (flags != 0) return std::nullopt;
    return n;
}

bool Decimal::is_zero() const { return bid128_isZero(Bits::of(*this)) != 0; }

bool Decimal::is_integer() const { return quantum() >= 0 || round(0, Rounding::Down) == *this; }

Decimal Decimal::operator-() const {
    return is_zero() ? Decimal{} : Bits::decimal(bid128_negate(Bits::of(*this)));
}

Decimal operator+(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Bits::decimal(bid128_add(Bits::of(a), Bits::of(b), half_even, &flags));
}

Decimal operator-(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Bits::decimal(bid128_sub(Bits::of(a), Bits::of(b), half_even, &flags));
}

Decimal operator*(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Bits::decimal(bid128_mul(Bits::of(a), Bits::of(b), half_even, &flags));
}

Decimal operator/(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Bits::decimal(bid128_div(Bits::of(a), Bits::of(b), half_even, &flags));
}

std::weak_ordering operator<=>(Decimal a, Decimal b) {
    if (a.high_ == b.high_ && (a.high_ & Decimal::sign_bit) == 0)
        return a.low_ <=> b.low_;  // same sign and exponent
    unsigned flags = 0;
    if (bid128_quiet_less(Bits::of(a), Bits::of(b), &flags)) return std::weak_ordering::less;
    if (bid128_quiet_equal(Bits::of(a), Bits::of(b), &flags)) return std::weak_ordering::equivalent;
    return std::weak_ordering::greater;
}

Decimal Decimal::power(Decimal exponent) const {
    constexpr std::int64_t most_squared = 1000;  // beyond, squaring's rounding errors outgrow the library's
    const std::optional<std::int64_t> whole = exponent.to_int64();
    if (whole && *whole >= -most_squared && *whole <= most_squared) return whole_power(*this, *whole);
    unsigned flags = 0;
    return Bits::decimal(bid128_pow(Bits::of(*this), Bits::of(exponent), half_even, &flags));
}

Decimal Decimal::modulo(Decimal divisor) const {
    unsigned flags = 0;
    const Decimal rest = Bits::decimal(bid128_fmod(Bits::of(*this), Bits::of(divisor), &flags));
    if (!rest.is_finite() || rest.is_zero() || rest.is_negative() == divisor.is_negative()) return rest;
    return rest + divisor;
}

Decimal Decimal::square_root() const {
    unsigned flags = 0;
    return Bits::decimal(bid128_sqrt(Bits::of(*this), half_even, &flags));
}

Decimal Decimal::exponential() const {
    unsigned flags = 0;
    return Bits::decimal(bid128_exp(Bits::of(*this), half_even, &flags));
}

Decimal Decimal::logarithm() const {
    unsigned flags = 0;
    return Bits::decimal(bid128_log(Bits::of(*this), half_even, &flags));
}

Decimal Decimal::round(int scale, Rounding mode) const {
    if (quantum() >= -scale) return *this;  // no digit beyond the scale
    switch (mode) {
        case Rounding::HalfEven:
            return quantize(*this, -scale, half_even);
        case Rounding::HalfUp:
            return quantize(*this, -scale, half_away);
        case Rounding::Down:
            return quantize(*this, -scale, truncate);
        case Rounding::Up:
            return quantize(*this, -scale, is_negative() ? floor_mode : ceiling_mode);
        case Rounding::Ceiling:
            return quantize(*this, -scale, ceiling_mode);
        case Rounding::Floor:
            return quantize(*this, -scale, floor_mode);
        case Rounding::HalfDown:
            break;
    }
    // IEEE has no "half towards zero": only what lies beyond the tie goes away from zero.
    const Decimal down = quantize(*this, -scale, truncate);
    const bool beyond_tie = (*this - down).absolute() > unit(-scale - 1) * Decimal{5};
    return quantize(*this, -scale, !beyond_tie ? truncate : is_negative() ? floor_mode : ceiling_mode);
}

}  // namespace wf::feel
