// Where a request comes from, when proxies and liars write X-Forwarded-For.
#include "gateway/base/addresses.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace wf::gateway {
namespace {

TEST(Addresses, AreSingleOnesAndNetworks) {
    const Addresses some("10.1.0.0/16 192.0.2.7 fd00::/8 ::1");
    for (const char* in : {"10.1.0.1", "10.1.255.255", "192.0.2.7", "fd12::1", "::1", "::ffff:10.1.2.3"}) { EXPECT_TRUE(some.contains(in)) << in; }
    for (const char* out : {"10.2.0.1", "192.0.2.8", "fe80::1", "::2", "", "unknown", "10.1.0.1:80", "10.1.0"}) { EXPECT_FALSE(some.contains(out)) << out; }
    EXPECT_FALSE(Addresses().contains("127.0.0.1"));
    EXPECT_TRUE(Addresses("10.1.2.3/8").contains("10.9.9.9"));
    for (const char* wrong : {"10.0.0.0/33", "localhost", "10.0.0.0/8,10.1.0.0/16", "10.0.0.0/", "*", "fd00::/129"}) { EXPECT_THROW(Addresses{wrong}, std::runtime_error) << wrong; }
}

TEST(ClientAddress, IsTheLastThatNoTrustedProxyHas) {
    const Addresses trusted("127.0.0.1 10.0.0.0/8");
    EXPECT_EQ(client_address("192.0.2.1", {"1.1.1.1"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {}, trusted), "127.0.0.1");
    EXPECT_EQ(client_address("127.0.0.1", {"192.0.2.1"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {"1.1.1.1, 192.0.2.1, 10.0.0.2"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {"1.1.1.1", "192.0.2.1 ,\t10.0.0.2"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {"192.0.2.1", "10.0.0.2"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {"10.0.0.3, 10.0.0.2"}, trusted), "10.0.0.3");
    EXPECT_EQ(client_address("127.0.0.1", {"1.1.1.1, unknown, 10.0.0.2"}, trusted), "10.0.0.2");
    EXPECT_EQ(client_address("127.0.0.1", {"1.1.1.1,"}, trusted), "127.0.0.1");
    EXPECT_EQ(client_address("::ffff:127.0.0.1", {"[2001:db8::1]:4711"}, trusted), "2001:db8::1");
    EXPECT_EQ(client_address("127.0.0.1", {"192.0.2.1:4711"}, trusted), "192.0.2.1");
    EXPECT_EQ(client_address("127.0.0.1", {"[", "]", "[]"}, trusted), "127.0.0.1");
}

}  // namespace
}  // namespace wf::gateway
