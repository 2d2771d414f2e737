#include "core/json/value_json.hpp"

#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

std::string round_trip(std::string_view json) {
    const std::optional<Value> value = value_from_json(json);
    return value ? value_to_json(*value) : "none";
}

TEST(FeelJson, GoesBothWays) {
    for (const char* json :
         {"null", "true", "\"a\\n\\\"\\u0001\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"金额\":12.5}"})
        EXPECT_EQ(round_trip(json), json);
}

TEST(FeelJson, KeepsNumbersExact) {
    EXPECT_EQ(round_trip("0.1"), "0.1");
    EXPECT_EQ(round_trip("12345678901234567890123456789012.34"), "12345678901234567890123456789012.34");
    EXPECT_EQ(round_trip("18446744073709551615"), "18446744073709551615");
    EXPECT_EQ(round_trip("-9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(round_trip("99999999999999999999999"), "99999999999999999999999");
    EXPECT_EQ(round_trip("1.50"), "1.5");
    EXPECT_EQ(round_trip("1e3"), "1000");
    EXPECT_EQ(round_trip("1e-400"), "0." + std::string(399, '0') + "1");
}

TEST(FeelJson, RefusesWhatIsNoJson) {
    for (const char* json : {"", "{", "[1,]", "nul", "1 2", "{\"a\"}", "\"\xff\""})
        EXPECT_EQ(round_trip(json), "none") << json;
}

TEST(FeelJson, WritesNothingThatItCouldNotReadBack) {
    MapScope scope;
    for (const char* huge : {"10 ** 400", "-9e6144", "9e307", "1e308", "1e-6000"}) {
        const std::string json = value_to_json(evaluated(huge, scope));
        EXPECT_TRUE(value_from_json(json)) << huge;
    }
    EXPECT_EQ(value_to_json(evaluated("10 ** 400", scope)), "null");
}

TEST(FeelJson, RefusesDeepNesting) {
    EXPECT_EQ(round_trip(std::string(100'000, '[')), "none");
    EXPECT_EQ(round_trip(std::string(201, '[') + std::string(201, ']')), "none");
    EXPECT_NE(round_trip(std::string(200, '[') + std::string(200, ']')), "none");
}

TEST(FeelJson, TakesTheLastOfEqualKeys) {
    EXPECT_EQ(round_trip("{\"a\":1,\"b\":2,\"a\":3}"), "{\"a\":3,\"b\":2}");
    std::string large = "{";
    for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
    large.back() = '}';
    const std::optional<Value> value = value_from_json(large);
    ASSERT_TRUE(value);
    EXPECT_EQ(value->as_context().size(), 50u);
    EXPECT_EQ(value->get("k7")->as_number(), Decimal{57});
}

TEST(FeelJson, WritesRangesAsTheirText) {
    MapScope scope;
    const std::string json = value_to_json(evaluated("[[1..5), (> 3)]", scope));
    EXPECT_EQ(json, "[\"[1..5)\",\"(> 3)\"]");
}

}  // namespace
}  // namespace wf::feel::test
