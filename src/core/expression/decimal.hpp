// Decimal: the one number type, IEEE 754 decimal128 (34 digits, half-even), as DMN prescribes for FEEL.
//
// Intel's decimal library does the arithmetic and stays behind this type; no other file includes it. Its
// Debian package exists for amd64 only: docs/explanation/decisions/0001-decimal128.md says what another machine would
// use.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::feel {

enum class Rounding { HalfEven, HalfUp, HalfDown, Up, Down, Ceiling, Floor };  // Up: away from zero

// 16 bytes, trivially copyable. Arithmetic never throws: what has no finite result (1/0, overflow, sqrt(-1))
// gives a Decimal that is not finite, which the evaluator turns into null before anybody sees it.
class Decimal {
public:
    constexpr Decimal() = default;  // 0
    constexpr Decimal(std::int64_t n)
        : low_(n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n)),
          high_(n < 0 ? exponent_zero | sign_bit : exponent_zero) {}

    // Digits with optional sign, fraction and exponent: "1.5", "-.5", "1.2e3". More than 34 digits are
    // rounded half-even. Nullopt: anything else, surrounding blanks, and what is too large.
    static std::optional<Decimal> from_string(std::string_view text);

    // Plain and canonical: equal numbers give equal text. "1.5", "100", "0.0001"; never "1E+2" or "1.50".
    std::string to_string() const;

    // Nullopt if it is not an integer or does not fit.
    std::optional<std::int64_t> to_int64() const;

    // coefficient * 10^exponent, for those who have numbers in a binary form of their own.
    using Coefficient = unsigned __int128;
    struct Parts {
        bool negative = false;
        Coefficient coefficient = 0;
        int exponent = 0;
    };
    // Requires at most 34 digits, and an exponent between least_exponent and most_exponent.
    static Decimal from_parts(Parts parts);
    // Requires a finite number. Canonical like the text: no zeros at the end that the exponent can hold.
    Parts parts() const;

    // The exponent of the last stored digit: -2 for 1.50. Requires a finite number.
    int quantum() const { return static_cast<int>((high_ >> 49) & 0x3FFF) - exponent_bias; }

    bool is_finite() const { return (high_ & infinity_bits) != infinity_bits; }
    bool is_integer() const;
    bool is_zero() const;
    bool is_negative() const { return (high_ & sign_bit) != 0 && !is_zero(); }

    Decimal operator-() const;
    friend Decimal operator+(Decimal a, Decimal b);
    friend Decimal operator-(Decimal a, Decimal b);
    friend Decimal operator*(Decimal a, Decimal b);
    friend Decimal operator/(Decimal a, Decimal b);
    friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == 0; }
    friend std::weak_ordering operator<=>(Decimal a, Decimal b);  // requires: both finite

    // Constant time, however large the exponent.
    Decimal power(Decimal exponent) const;
    // Sign of the divisor, as FEEL defines: modulo(-10, 4) = 2.
    Decimal modulo(Decimal divisor) const;
    Decimal square_root() const;
    Decimal exponential() const;
    Decimal logarithm() const;
    Decimal absolute() const { return is_negative() ? -*this : *this; }
    // To `scale` digits after the point; a negative scale rounds to tens, hundreds...
    Decimal round(int scale, Rounding mode) const;

    static constexpr int min_scale = -6111;
    static constexpr int max_scale = 6176;
    static constexpr int least_exponent = -6176;
    static constexpr int most_exponent = 6111;

private:
    // The binary encoding (BID): sign, 14 bits of exponent with bias 6176, 113 bits of coefficient.
    static constexpr int exponent_bias = 6176;
    static constexpr std::uint64_t sign_bit = 0x8000'0000'0000'0000;
    static constexpr std::uint64_t coefficient_bits = (std::uint64_t{1} << 49) - 1;  // those in high_
    static constexpr std::uint64_t infinity_bits = 0x7800'0000'0000'0000;
    static constexpr std::uint64_t exponent_zero = 0x3040'0000'0000'0000;

    friend struct Bits;  // decimal.cpp: to and from the library's own type

    std::uint64_t low_ = 0;
    std::uint64_t high_ = exponent_zero;
};

}  // namespace wf::feel
