#include "core/expression/decimal.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace wf::feel {
namespace {

std::string text(std::string_view number) {
    const std::optional<Decimal> parsed = Decimal::from_string(number);
    return parsed ? parsed->to_string() : "none";
}

Decimal dec(std::string_view number) { return *Decimal::from_string(number); }

TEST(FeelDecimal, IsSixteenBytes) { EXPECT_EQ(sizeof(Decimal), 16u); }

TEST(FeelDecimal, ReadsPlainAndScientificNotation) {
    EXPECT_EQ(text("1.5"), "1.5");
    EXPECT_EQ(text("-.5"), "-0.5");
    EXPECT_EQ(text("+1.2e3"), "1200");
    EXPECT_EQ(text("1E-4"), "0.0001");
    EXPECT_EQ(text("000123.4500"), "123.45");
    EXPECT_EQ(text("0e99999999999"), "0");
}

TEST(FeelDecimal, RefusesWhatIsNoNumber) {
    for (const char* wrong :
         {"", " 1", "1 ", ".", "1.", "e5", "1e", "1e+", "--1", "1,5", "0x10", "NaN", "inf", "1e7000"})
        EXPECT_EQ(text(wrong), "none") << wrong;
}

TEST(FeelDecimal, WritesEqualNumbersAlike) {
    EXPECT_EQ(text("1.50"), text("1.5"));
    EXPECT_EQ(text("100"), "100");
    EXPECT_EQ(text("1e2"), "100");
    EXPECT_EQ(text("-0.0"), "0");
}

TEST(FeelDecimal, KeepsThirtyFourDigitsAndRoundsTheRestHalfEven) {
    EXPECT_EQ(text("1234567890123456789012345678901234"), "1234567890123456789012345678901234");
    EXPECT_EQ(text("0.12345678901234567890123456789012345"), "0.1234567890123456789012345678901234");
    EXPECT_EQ(text("0.12345678901234567890123456789012355"), "0.1234567890123456789012345678901236");
}

TEST(FeelDecimal, SeesADigitFarBehindATie) {
    const std::string tie =
        "0.1234567890123456789012345678901234500000000000000000000000000000000000000000000000000000000";
    EXPECT_EQ(text(tie), "0.1234567890123456789012345678901234");
    EXPECT_EQ(text(tie + "1"), "0.1234567890123456789012345678901235");
    EXPECT_EQ(text(std::string(5000, '9') + "e-5000"), "1");
}

TEST(FeelDecimal, ComputesExactly) {
    EXPECT_EQ((dec("0.1") + dec("0.2")).to_string(), "0.3");
    EXPECT_EQ((dec("1.1") * dec("1.1")).to_string(), "1.21");
    EXPECT_EQ((Decimal{1} / 3).to_string(), "0.3333333333333333333333333333333333");
    EXPECT_EQ((Decimal{10} - dec("9.99")).to_string(), "0.01");
}

TEST(FeelDecimal, IsNotFiniteWhereThereIsNoResult) {
    EXPECT_FALSE((Decimal{1} / 0).is_finite());
    EXPECT_FALSE((Decimal{0} / 0).is_finite());
    EXPECT_FALSE(Decimal{-1}.square_root().is_finite());
    EXPECT_FALSE(Decimal{0}.logarithm().is_finite());
    EXPECT_FALSE((dec("9e6144") * 10).is_finite());
}

TEST(FeelDecimal, ComparesByValueNotByForm) {
    EXPECT_EQ(dec("1.0"), Decimal{1});
    EXPECT_EQ(dec("-0"), Decimal{0});
    EXPECT_LT(dec("-2"), dec("-1"));
    EXPECT_LT(dec("1.5"), Decimal{2});
    EXPECT_GT(dec("1e30"), Decimal{7});
}

TEST(FeelDecimal, ConvertsToInt64OnlyWhatFits) {
    EXPECT_EQ(dec("42.0").to_int64(), 42);
    EXPECT_EQ(Decimal{INT64_MAX}.to_int64(), INT64_MAX);
    EXPECT_EQ(Decimal{INT64_MIN}.to_int64(), INT64_MIN);
    EXPECT_EQ(dec("9223372036854775808").to_int64(), std::nullopt);
    EXPECT_EQ(dec("0.5").to_int64(), std::nullopt);
}

TEST(FeelDecimal, RaisesToWholePowersExactly) {
    EXPECT_EQ(Decimal{10}.power(-5).to_string(), "0.00001");
    EXPECT_EQ(Decimal{2}.power(100).to_string(), "1267650600228229401496703205376");
    EXPECT_EQ(Decimal{0}.power(0).to_string(), "1");
    EXPECT_FALSE(Decimal{0}.power(-1).is_finite());
    EXPECT_FALSE(Decimal{-8}.power(dec("0.5")).is_finite());
}

TEST(FeelDecimal, TakesNoLongerForHugeNumbers) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(Decimal{10}.power(dec("1e6000")).is_finite());
    EXPECT_FALSE(dec("1.0000001").power(dec("1e30")).is_finite());
    EXPECT_EQ(Decimal{10}.power(dec("-1e30")).to_string(), "0");
    (void)dec("9e6144").modulo(dec("7e-6000"));
    (void)dec("1e6144").exponential();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
}

TEST(FeelDecimal, TakesTheSignOfTheDivisorInModulo) {
    EXPECT_EQ(Decimal{10}.modulo(-4).to_string(), "-2");
    EXPECT_EQ(Decimal{-10}.modulo(4).to_string(), "2");
    EXPECT_EQ(dec("10.1").modulo(dec("-4.5")).to_string(), "-3.4");
    EXPECT_FALSE(Decimal{1}.modulo(0).is_finite());
}

TEST(FeelDecimal, RoundsInEveryMode) {
    const auto rounded = [](std::string_view n, int scale, Rounding mode) {
        return dec(n).round(scale, mode).to_string();
    };
    EXPECT_EQ(rounded("2.5", 0, Rounding::HalfEven), "2");
    EXPECT_EQ(rounded("2.5", 0, Rounding::HalfUp), "3");
    EXPECT_EQ(rounded("-2.5", 0, Rounding::HalfUp), "-3");
    EXPECT_EQ(rounded("2.5", 0, Rounding::HalfDown), "2");
    EXPECT_EQ(rounded("-2.51", 0, Rounding::HalfDown), "-3");
    EXPECT_EQ(rounded("2.1", 0, Rounding::Up), "3");
    EXPECT_EQ(rounded("-2.1", 0, Rounding::Up), "-3");
    EXPECT_EQ(rounded("-2.9", 0, Rounding::Down), "-2");
    EXPECT_EQ(rounded("-2.1", 0, Rounding::Floor), "-3");
    EXPECT_EQ(rounded("-2.9", 0, Rounding::Ceiling), "-2");
    EXPECT_EQ(rounded("1250", -2, Rounding::HalfEven), "1200");
    EXPECT_EQ(rounded("5.5", 6176, Rounding::Up), "5.5");
}

// Short numbers are read without the library: an exponent makes it read them.
TEST(FeelDecimal, ReadsShortNumbersAsTheLibraryDoes) {
    for (const char* text : {"0", "-0", "0.00", "1", "-1", "007", "1.50", "-12.3400", "0.000000000000000",
                             "999999999999999999", "-99999999999999999", "0.1234567890123456", "-.5", "1.", "+1",
                             "1.2.3", "", "-", "1-", "--1"}) {
        const std::optional<Decimal> read = Decimal::from_string(text);
        const std::optional<Decimal> by_library = Decimal::from_string(std::string{text} + "e0");
        ASSERT_EQ(read.has_value(), by_library.has_value()) << text;
        if (!read) continue;
        EXPECT_EQ(read->to_string(), by_library->to_string()) << text;
        EXPECT_EQ(read->quantum(), by_library->quantum()) << text;
    }
}

TEST(FeelDecimal, WritesWhat64BitsHoldAndWhatTheyDoNot) {
    for (const char* text : {"18446744073709551615", "18446744073709551616", "-1844674407370955161.5",
                             "-1844674407370955161.7", "0.0000000000000000000000000001",
                             "100000000000000000000000000000"})
        EXPECT_EQ(Decimal::from_string(text)->to_string(), text);
}

}  // namespace
}  // namespace wf::feel
