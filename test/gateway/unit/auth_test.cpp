#include "gateway/auth/cookie.hpp"
#include "gateway/auth/crypto.hpp"
#include "gateway/auth/rate_limit.hpp"
#include "gateway/auth/token.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wf::gateway {
namespace {

constexpr const char* secret = "a secret of the tests, 32 bytes and more";

TEST(Base64, OneValueHasOneSpelling) {
    EXPECT_EQ(to_base64url("\xff\xfe\xfd"), "__79");
    EXPECT_EQ(from_base64url("YQ"), "a");
    EXPECT_EQ(from_base64url(""), "");
    for (const char* wrong : {"YR", "YQ==", "Y", "YQ\n", " YQ", "Y+", "Y/", "YQ.", "YWJ\xff"}) { EXPECT_FALSE(from_base64url(wrong)) << wrong; }
}

TEST(Base64, AnyBytesComeBack) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes) << i;
        bytes += static_cast<char>(i * 7);
    }
}

TEST(Crypto, HashesAreThoseOfTheStandards) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hmac("Jefe", "what do ya want for nothing?"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");  // RFC 4231, case 2, as base64url
}

TEST(Cookie, ComesBackAsItWas) {
    const Session session{"7", "zo\xc3\xab.x", "token"};
    const auto read = read_cookie_value(cookie_value(session, secret), secret);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->tenant, "7");
    EXPECT_EQ(read->person, session.person);
    EXPECT_EQ(read->token, "token");
}

TEST(Cookie, AnyChangeIsSeen) {
    const std::string value = cookie_value({"0", "alice", "token"}, secret);
    for (std::size_t i = 0; i < value.size(); ++i) {
        std::string changed = value;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(read_cookie_value(changed, secret)) << i;
        EXPECT_FALSE(read_cookie_value(value.substr(0, i), secret)) << i;
    }
    EXPECT_FALSE(read_cookie_value(value, "another secret, just as long as the one"));
}

TEST(Origin, IsOfTheAddressAlone) {
    EXPECT_EQ(origin_of("https://Approvals.example.com/wf"), "https://approvals.example.com");
    EXPECT_EQ(origin_of("https://a.example.com:443"), "https://a.example.com");
    EXPECT_EQ(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
}

TEST(RateLimit, GivesBackWithTime) {
    RateLimit limit(2);
    const auto start = RateLimit::Clock::now();
    EXPECT_TRUE(limit.take("a", start));
    EXPECT_TRUE(limit.take("a", start));
    EXPECT_FALSE(limit.take("a", start));
    EXPECT_TRUE(limit.take("b", start));
    EXPECT_TRUE(limit.take("a", start + std::chrono::seconds(31)));
    EXPECT_FALSE(limit.take("a", start + std::chrono::seconds(31)));
}

TEST(RateLimit, ANetworkOfIpv6IsOne) {
    RateLimit limit(1);
    const auto start = RateLimit::Clock::now();
    EXPECT_TRUE(limit.take("2001:db8::1", start));
    EXPECT_FALSE(limit.take("2001:db8::2", start));
    EXPECT_TRUE(limit.take("2001:db8:0:1::1", start));
}

TEST(Keys, SharedSecretsAndShortOnesAreNotTaken) {
    EXPECT_THROW((void)read_keys(R"({"keys": [{"kty": "oct", "k": "YWJj"}]})"), std::runtime_error);
    EXPECT_THROW((void)read_keys(R"({"keys": []})"), std::runtime_error);
    EXPECT_THROW((void)read_keys("[]"), std::runtime_error);
}

}  // namespace
}  // namespace wf::gateway
