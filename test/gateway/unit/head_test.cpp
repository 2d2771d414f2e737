// Heads that another program on the way could read in another way.
#include "gateway/http/head.hpp"

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <gtest/gtest.h>

#include <string>

namespace wf::gateway {
namespace {

unsigned status_of_scan(const std::string& text) {
    try {
        HeadScan scan;
        bool is_whole = false;
        for (std::size_t count = 1; count <= text.size() && !is_whole; ++count) { is_whole = scan.is_whole(std::string_view(text).substr(0, count)); }
        return is_whole ? 200 : 100;
    } catch (const Failure& failure) { return failure.status; }
}

unsigned status_of_framing(const std::string& fields, const std::string& version = "1.1") {
    const std::string text = "POST / HTTP/" + version + "\r\n" + fields + "\r\n";
    http::request_parser<http::buffer_body> parser;
    parser.body_limit(boost::none);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(text), error);
    if (error && !parser.is_header_done()) { return 400; }
    try {
        check_framing(parser.get().base(), parser.get().version());
        return 200;
    } catch (const Failure& failure) { return failure.status; }
}

TEST(HeadScan, TakesWhatIsProper) {
    EXPECT_EQ(status_of_scan("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 200U);
    EXPECT_EQ(status_of_scan("GET / HTTP/1.0\r\n\r\n"), 200U);
    EXPECT_EQ(status_of_scan("GET /a?b=%20c HTTP/1.1\r\nHost:a\r\nX-Name: \t \xe4\xbd\xa0 value\t\r\nX-Empty:\r\n\r\nrest \n of it"), 200U);
    EXPECT_EQ(status_of_scan("GET / HTTP/1.1\r\nHost: a\r\n"), 100U);
}

TEST(HeadScan, RefusesWhatIsNot) {
    const std::string nul("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 27);
    for (const std::string& wrong : std::initializer_list<std::string>{
             "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "\r\nGET / HTTP/1.1\r\n\r\n", "GET /\r\n\r\n",
             "GET  HTTP/1.1\r\n\r\n", "GET / a HTTP/1.1\r\n\r\n", "GET\t/ HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n", "GET /\xe4 HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n", "GET / HTTP/1.1\r\n X: a\r\n\r\n", "GET / HTTP/1.1\r\nX : a\r\n\r\n",
             "GET / HTTP/1.1\r\nX\t: a\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n", "GET / HTTP/1.1\r\nX\r\n\r\n", "GET / HTTP/1.1\r\nX Y: a\r\n\r\n", nul,
             "GET / HTTP/1.1\r\nX: a\x7f\r\n\r\n", "GET / HTTP/1.1\r\nX: \x1b[0m\r\n\r\n", "\x16\x03\x01\x02", "GET / HTTP/1.1\r\n\r\r\n"}) {
        EXPECT_EQ(status_of_scan(wrong), 400U) << wrong;
    }
    EXPECT_EQ(status_of_scan("GET / HTTP/2.0\r\n\r\n"), 505U);
    EXPECT_EQ(status_of_scan("PRI * HTTP/2.0\r\n\r\n"), 505U);
}

TEST(HeadScan, HasLimits) {
    EXPECT_EQ(status_of_scan("GET /" + std::string(max_target, 'a')), 100U);
    EXPECT_EQ(status_of_scan("GET /" + std::string(max_target + 100, 'a')), 414U);
    EXPECT_EQ(status_of_scan("GET / HTTP/1.1\r\nX: " + std::string(max_head, 'a')), 431U);
    std::string many = "GET / HTTP/1.1\r\n";
    while (many.size() < max_head) { many += "A:\r\n"; }
    EXPECT_EQ(status_of_scan(many + "\r\n"), 431U);
}

TEST(Framing, HasOneMeaning) {
    EXPECT_EQ(status_of_framing("Host: a\r\n"), 200U);
    EXPECT_EQ(status_of_framing("Host: [::1]:8080\r\nContent-Length: 5\r\n"), 200U);
    EXPECT_EQ(status_of_framing("Host: a\r\nTransfer-Encoding: Chunked\r\n"), 200U);
    EXPECT_EQ(status_of_framing("", "1.0"), 200U);
    for (const std::string wrong : {"", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host:\r\n", "Host: a/b\r\n", "Host: a, b\r\n", "Host: u@a\r\n",
                                    "Host: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n", "Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n",
                                    "Host: a\r\nContent-Length: 5, 5\r\n", "Host: a\r\nContent-Length: +5\r\n", "Host: a\r\nContent-Length: -5\r\n", "Host: a\r\nContent-Length: 0x5\r\n",
                                    "Host: a\r\nContent-Length:\r\n", "Host: a\r\nContent-Length: 99999999999999999999\r\n",
                                    "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                                    "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"}) {
        EXPECT_EQ(status_of_framing(wrong), 400U) << wrong;
    }
    for (const std::string other : {"xchunked", "chunked, chunked", "gzip, chunked", "chunked, identity", "identity", "\"chunked\"", "chunked;a", "chunke", "\x0b" "chunked"}) {
        const unsigned status = status_of_framing("Host: a\r\nTransfer-Encoding: " + other + "\r\n");
        EXPECT_TRUE(status == 501U || status == 400U) << other << status;
    }
    EXPECT_EQ(status_of_framing("Transfer-Encoding: chunked\r\n", "1.0"), 400U);
}

}  // namespace
}  // namespace wf::gateway
