// Workers in line: one asks, and the next is woken when that one leaves.
#include "gateway/jobs/line.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include <optional>

namespace wf::gateway {
namespace {

TEST(Line, TheNextIsWokenWhenTheFirstLeaves) {
    asio::io_context io;
    asio::steady_timer one(io, std::chrono::hours(1)), two(io, std::chrono::hours(1)), other(io, std::chrono::hours(1));
    Lines lines;
    std::optional<Lines::Place> first(std::in_place, lines, "mail", one);
    Lines::Place second(lines, "mail", two);
    Lines::Place elsewhere(lines, "print", other);
    bool is_woken = false;
    two.async_wait([&](error_code) { is_woken = true; });
    EXPECT_TRUE(first->is_first());
    EXPECT_FALSE(second.is_first());
    EXPECT_TRUE(elsewhere.is_first());
    first.reset();
    io.poll();
    EXPECT_TRUE(is_woken);
    EXPECT_TRUE(second.is_first());
}

TEST(Line, WhoLeavesFromTheMiddleWakesNobody) {
    asio::io_context io;
    asio::steady_timer one(io, std::chrono::hours(1)), two(io, std::chrono::hours(1)), three(io, std::chrono::hours(1));
    Lines lines;
    Lines::Place first(lines, "mail", one);
    std::optional<Lines::Place> second(std::in_place, lines, "mail", two);
    Lines::Place third(lines, "mail", three);
    bool is_woken = false;
    three.async_wait([&](error_code) { is_woken = true; });
    second.reset();
    io.poll();
    EXPECT_FALSE(is_woken);
    EXPECT_TRUE(first.is_first());
}

}  // namespace
}  // namespace wf::gateway
